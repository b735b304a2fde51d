import type { Experiment } from '../experiment/experiment.ts';
import type { TraceResult } from './engine.ts';

/** The traces of an experiment, run by run. */
export interface Result extends TraceResult {
  readonly experiment: Experiment;
}

let latest: { id: number; result: Result } | undefined;

/** Keeps a result in place of the one before; its id goes into the store, its arrays stay here. */
export function keepResult(result: Result): number {
  latest = { id: (latest?.id ?? 0) + 1, result };
  return latest.id;
}

/** The result of an id; undefined once a later one has taken its place. */
export function resultOf(id: number): Result | undefined {
  return latest?.id === id ? latest.result : undefined;
}
