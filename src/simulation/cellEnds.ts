import { period, REST_STEPS } from '../experiment/outcome.ts';
import { operationsOf } from '../formula/schedule.ts';
import type { KernelInput } from './kernel.ts';
import { kernelOf } from './kernelOf.ts';
import type { Ending } from './sheet.ts';
import type { SwarmInput } from './swarm.ts';

/** The particles of a sheet's piece at an earlier call, a channel each. */
export interface Moment {
  readonly step: number;
  readonly state: readonly Float32Array[];
}

/** Cells of a piece that are looked at again: how they ran, and to which step. */
export interface SecondLook {
  readonly cells: readonly number[];
  readonly input: SwarmInput;
  readonly steps: number;
  /** The size of the domain. */
  readonly extent: number;
  readonly pause: (() => Promise<boolean>) | undefined;
}

const LONGEST = 64; // calls, of a cycle
const FEW = 40; // operations of a call; with more of them fewer cells are played again between two breaths
/** Calls at the end in which the longest cycle shows itself once, and twice. */
export const tails = { once: LONGEST, twice: 2 * LONGEST } as const;

/**
 * Those cells that may have come to rest or go in circles at their end (x, y): w stood there before. The others, and on most
 * sheets they are most, need no third look. `moment` is `tails.once` calls before the end. Null once `pause` says to stop.
 */
export async function suspects(
  look: SecondLook,
  moment: Moment,
  [x, y]: readonly [Float32Array, Float32Array],
): Promise<number[] | null> {
  const reach = 1e-6 * look.extent;
  const found: number[] = [];
  const going = await replay(look, moment, 4096, (cells, visit) => {
    const [endX, endY] = [gathered(x, cells), gathered(y, cells)];
    const [still, rests, returns] = [1, 2, 4];
    const seen = new Uint8Array(cells.length);
    visit((step, atX, atY) => {
      const back = look.steps - step;
      if (back === 0) return;
      const sign = back === 1 ? still : back === REST_STEPS - 1 ? rests : returns;
      const near = back === 1 ? reach / 2 : 2 * reach; // a replay rounds otherwise
      for (let i = 0; i < seen.length; i++)
        if (Math.abs(atX[i]! - endX[i]!) <= near && Math.abs(atY[i]! - endY[i]!) <= near) seen[i]! |= sign;
    });
    for (let i = 0; i < seen.length; i++)
      if (seen[i]! & rests || (seen[i]! & returns && !(seen[i]! & still))) found.push(cells[i]!);
  });
  return going ? found : null;
}

/** How cells that neither converged nor diverged end, by the definitions of experiment/outcome.ts; `moment` is `tails.twice` before. */
export async function endsOf(look: SecondLook, moment: Moment): Promise<Ending[] | null> {
  const { steps, extent } = look;
  const length = steps - moment.step + 1;
  const ends: Ending[] = [];
  const going = await replay(look, moment, 512, (cells, visit) => {
    const [x, y] = [new Float32Array(length * cells.length), new Float32Array(length * cells.length)];
    visit((step, atX, atY) => {
      for (let i = 0, k = step - moment.step; i < cells.length; i++, k += length) [x[k], y[k]] = [atX[i]!, atY[i]!];
    });
    for (let k = 0; k < x.length; k += length) {
      const path = [x.subarray(k, k + length), y.subarray(k, k + length)] as const;
      const rests = length >= REST_STEPS && path.every(list => isStill(list.subarray(-REST_STEPS), 1e-6 * extent));
      ends.push(rests ? 'resting' : period(...path, extent) > 0 ? 'cycling' : 'moving');
    }
  });
  return going ? ends : null;
}

function isStill(list: Float32Array, reach: number): boolean {
  for (let k = 1; k < list.length; k++) if (!(Math.abs(list[k]! - list[0]!) <= reach)) return false;
  return true;
}

const gathered = (values: Float32Array, cells: readonly number[]): Float32Array => {
  const own = new Float32Array(cells.length);
  for (let i = 0; i < own.length; i++) own[i] = values[cells[i]!]!;
  return own;
};

/** Hears where the particles stand after a call. */
type Visitor = (step: number, x: Float32Array, y: Float32Array) => void;

/** Plays cells again from a moment to the end, some at a time; `each` is to visit them on their way. False once it is to stop. */
async function replay(
  { cells, input, steps, pause }: SecondLook,
  { step, state }: Moment,
  atOnce: number,
  each: (some: readonly number[], visit: (visitor: Visitor) => void) => void,
): Promise<boolean> {
  const plan = input.plan.watched?.own ?? input.plan; // nothing is to be judged here
  const kernel = kernelOf({ ...input, plan });
  const most = Math.max(16, Math.floor((atOnce * FEW) / Math.max(FEW, operationsOf(plan.next))));
  for (let begin = 0; begin < cells.length; begin += most) {
    const some = cells.slice(begin, begin + most);
    const count = some.length;
    const own = new Float32Array(count * plan.state.length);
    plan.state.forEach((_, channel) => own.set(gathered(state[channel]!, some), channel * count));
    const columns = plan.uniforms.map((_, i) => input.columns.get(i)).map(column => column && gathered(column, some));
    const given: KernelInput = { count, first: 0, uniforms: input.uniforms, columns, host: input.host };
    const [x, y] = [own.subarray(0, count), own.subarray(count, 2 * count)];
    each(some, visitor => {
      for (let k = step; ; k++) {
        visitor(k, x, y);
        if (k === steps) break;
        kernel.advance(own, given, k, k + 1, 0, count);
      }
    });
    if (pause && !(await pause())) return false;
  }
  return true;
}
