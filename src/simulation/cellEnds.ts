import { period, REST_STEPS } from '../experiment/outcome.ts';
import type { Kernel } from './kernel.ts';
import { kernelOf } from './kernelOf.ts';
import type { Ending } from './sheet.ts';
import type { SwarmInput } from './swarm.ts';

/** The particles of a sheet's piece at an earlier call, a channel each. */
export interface Moment {
  readonly step: number;
  readonly state: readonly Float32Array[];
}

type Pause = (() => Promise<boolean>) | undefined;

const LONGEST = 64; // calls, of a cycle
/** Calls at the end in which the longest cycle shows itself once, and twice. */
export const tails = { once: LONGEST, twice: 2 * LONGEST } as const;

/**
 * Those cells that may have come to rest or go in circles at the end: w stands where it stood some calls before. The others, and
 * on most sheets they are most, need no second look. `moment` is `tails.once` calls before the end. Null once `pause` says to stop.
 */
export async function suspects(
  cells: readonly number[],
  input: SwarmInput,
  moment: Moment,
  steps: number,
  extent: number,
  pause: Pause,
): Promise<number[] | null> {
  const { x, y, length } = (await pathsOf(cells, input, moment, steps, pause)) ?? { length: 0 };
  if (!x || !y) return null;
  const [count, reach, last] = [cells.length, 1e-6 * extent, (length - 1) * cells.length];
  const near = (i: number, back: number): boolean =>
    Math.abs(x[last + i]! - x[last - back * count + i]!) <= reach &&
    Math.abs(y[last + i]! - y[last - back * count + i]!) <= reach;
  const suspect = new Uint8Array(count);
  for (let back = 2; back < length; back++)
    for (let i = 0; i < count; i++) if (near(i, back) && (back === REST_STEPS - 1 || !near(i, 1))) suspect[i] = 1;
  return cells.filter((_, i) => suspect[i] === 1);
}

/** How cells that neither converged nor diverged end, by the definitions of experiment/outcome.ts; `moment` is `tails.twice` before. */
export async function endsOf(
  cells: readonly number[],
  input: SwarmInput,
  moment: Moment,
  steps: number,
  extent: number,
  pause: Pause,
): Promise<Ending[] | null> {
  const paths = await pathsOf(cells, input, moment, steps, pause);
  if (!paths) return null;
  const { length } = paths;
  const own = (all: Float32Array, i: number): Float32Array =>
    Float32Array.from({ length }, (_, k) => all[k * cells.length + i]!);
  return cells.map((_, i) => {
    const [x, y] = [own(paths.x, i), own(paths.y, i)];
    const rests = [x, y].every(list =>
      list.subarray(-REST_STEPS).every(w => Math.abs(w - list.at(-REST_STEPS)!) <= 1e-6 * extent),
    );
    return length >= REST_STEPS && rests ? 'resting' : period(x, y, extent) > 0 ? 'cycling' : 'moving';
  });
}

/** Plays cells again from a moment to the end: where they stood after each call, call by call. */
async function pathsOf(
  cells: readonly number[],
  input: SwarmInput,
  { step, state }: Moment,
  steps: number,
  pause: Pause,
): Promise<{ readonly x: Float32Array; readonly y: Float32Array; readonly length: number } | null> {
  const count = cells.length;
  const gathered = (values: Float32Array): Float32Array => Float32Array.from(cells, cell => values[cell]!);
  const own = new Float32Array(count * state.length);
  state.forEach((values, channel) => own.set(gathered(values), channel * count));
  const columns = input.plan.uniforms.map((_, i) => input.columns.get(i)).map(column => column && gathered(column));
  const kernel: Kernel = kernelOf(input);
  const length = steps - step + 1;
  const [x, y] = [new Float32Array(length * count), new Float32Array(length * count)];
  for (let k = 0; k < length; k++) {
    if (k > 0) kernel.advance(own, { ...input, count, first: 0, columns }, step + k - 1, step + k, 0, count);
    x.set(own.subarray(0, count), k * count);
    y.set(own.subarray(count, 2 * count), k * count);
    if (pause && k % 8 === 0 && !(await pause())) return null;
  }
  return { x, y, length };
}
