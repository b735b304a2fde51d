/** Every named value of one run at every step. Row 0 is the start; row k is call k, from w after k − 1 calls to w after k. */
export interface Trace {
  /** `x`, `y` and `loss` after the call; then `stage.name.x` … for what its lines computed on the way (NaN in row 0). */
  readonly columns: readonly string[];
  /** (steps + 1) × columns, row by row, float32. */
  readonly rows: Float32Array;
  /** Calls that ended with finite numbers. */
  readonly steps: number;
  /** The call whose result is not finite; null if there is none. */
  readonly divergedAt: number | null;
  /** Where that is not for size: why the loss has no value there, as in “log of a negative number”. */
  readonly undefinedBecause?: string;
}

/** How a run that did not come to its end broke off, in words; undefined where it did. */
export function breakOf({ divergedAt, undefinedBecause }: Trace): string | undefined {
  if (divergedAt === null) return undefined;
  return `${undefinedBecause === undefined ? 'diverged' : 'undefined'} at step ${divergedAt}`;
}

/** The value of a column after `step` calls; NaN where there is none. */
export function valueAt(trace: Trace, step: number, column: string): number {
  const index = trace.columns.indexOf(column);
  return index < 0 || step > trace.steps ? NaN : trace.rows[step * trace.columns.length + index]!;
}

/** A vector's x and y, as in `update.velocity`; the bare name '' is the position. */
export function vectorAt(trace: Trace, step: number, name: string): readonly [number, number] {
  const prefix = name === '' ? '' : `${name}.`;
  return [valueAt(trace, step, `${prefix}x`), valueAt(trace, step, `${prefix}y`)];
}

/** One column over all steps 0 … trace.steps; NaN throughout where the trace has no such column. */
export function columnOf(trace: Trace, column: string): Float64Array {
  const index = trace.columns.indexOf(column);
  const width = trace.columns.length;
  const values = new Float64Array(trace.steps + 1);
  for (let k = 0; k <= trace.steps; k++) values[k] = index < 0 ? NaN : trace.rows[k * width + index]!;
  return values;
}

/** The length of a vector over all steps. */
export function lengthOf(trace: Trace, name: string): Float64Array {
  const [x, y] = [columnOf(trace, `${name}.x`), columnOf(trace, `${name}.y`)];
  for (let k = 0; k <= trace.steps; k++) x[k] = Math.hypot(x[k]!, y[k]!);
  return x;
}
