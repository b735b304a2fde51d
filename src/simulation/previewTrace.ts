import type { Trace } from '../experiment/trace.ts';
import { array } from './array.ts';
import { createEngine, type LocalEngine } from './engine.ts';
import type { Job } from './job.ts';

let engine: LocalEngine | undefined;

/** One run of at most some thousand steps, at once, on the page: a few milliseconds. Undefined where it can't be run. */
export function previewTrace(job: Job): Trace | undefined {
  engine ??= createEngine(array);
  try {
    return engine.traceNow([job]).traces[0];
  } catch {
    return undefined; // the compared runs will say what is wrong
  }
}
