import { vectorAt, type Trace } from '../experiment/trace.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { PlannedLine } from './plan.ts';

export type Reading = number | readonly [number, number];

/** What a name stood for when line `line` of call `step` read it; undefined where the trace does not hold it. */
export function readingOf(
  name: string,
  line: number,
  step: number,
  lines: readonly PlannedLine[],
  trace: Trace,
  { config }: OptimizerConfig,
): Reading | undefined {
  const option = config[name];
  if (typeof option === 'number') return option;
  const written = lines.slice(0, line).findLast(earlier => earlier.name === name);
  if (written) return vectorAt(trace, step, `${written.stage}.${name}`);
  if (name === 'g') return vectorAt(trace, step, 'gradient.g');
  if (name === 'w') return vectorAt(trace, step - 1, '');
  const writer = lines.findLast(any => any.name === name);
  if (!writer) return undefined;
  return step > 1 ? vectorAt(trace, step - 1, `${writer.stage}.${name}`) : [0, 0]; // slots start at zero
}
