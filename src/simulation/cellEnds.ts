import { period, REST_STEPS } from '../experiment/outcome.ts';
import { operationsOf } from '../formula/schedule.ts';
import type { Arena } from './arena.ts';
import type { KernelInput } from './kernel.ts';
import { kernelOf } from './kernelOf.ts';
import type { Plan } from './plan.ts';
import { ends, NEAREST, returnPlan } from './returnPlan.ts';
import type { Ending } from './sheet.ts';
import type { SwarmInput } from './swarm.ts';

/** The particles of a sheet's piece at an earlier call, a channel each. */
export interface Moment {
  readonly step: number;
  readonly state: readonly Float32Array[];
}

/** Cells of a piece that are looked at again: how they ran, and to which step. */
export interface SecondLook {
  readonly cells: Uint32Array;
  readonly arena: Arena;
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
): Promise<Uint32Array | null> {
  const { steps } = look;
  const reach = 1e-6 * look.extent;
  const plan = returnPlan(ownPlan(look));
  const columns = new Map(look.input.columns);
  ends.forEach((name, axis) => columns.set(plan.uniforms.indexOf(name), axis === 0 ? x : y));
  const [returns, rests, still] = [1, 2, 4];
  const signs = [
    { step: moment.step, sign: returns },
    { step: steps - REST_STEPS + 1, sign: rests },
    { step: steps - 2, sign: returns },
    { step: steps - 1, sign: still },
  ].filter(({ step }) => step >= moment.step);
  const last = [0, 1].map(() => look.arena.floats(look.cells.length));
  const found: number[] = [];
  const going = await replay({ ...look, input: { ...look.input, columns } }, plan, moment, 4096, (cells, play) => {
    const seen = new Uint8Array(cells.length);
    const [endX, endY] = [x, y].map((values, axis) => gather(values, cells, last[axis]!)) as [
      Float32Array,
      Float32Array,
    ];
    for (const { step, sign } of signs) {
      const channels = play(step);
      const [atX, atY, nearest] = ['x', 'y', NEAREST].map(name => channels[plan.state.indexOf(name)]!) as Three;
      const near = (sign === still ? 0.25 : 8) * reach * reach; // a replay rounds otherwise
      for (let i = 0; i < seen.length; i++) {
        const dx = atX[i]! - endX[i]!;
        const dy = atY[i]! - endY[i]!;
        const away = dx * dx + dy * dy;
        if (away <= near || (sign === returns && nearest[i]! <= near)) seen[i]! |= sign;
      }
    }
    for (let i = 0; i < seen.length; i++)
      if (seen[i]! & rests || (seen[i]! & returns && !(seen[i]! & still))) found.push(cells[i]!);
  });
  return going ? Uint32Array.from(found) : null;
}

type Three = [Float32Array, Float32Array, Float32Array];

/** How cells that neither converged nor diverged end, by the definitions of experiment/outcome.ts; `moment` is `tails.twice` before. */
export async function endsOf(look: SecondLook, moment: Moment): Promise<Ending[] | null> {
  const { steps, extent } = look;
  const length = steps - moment.step + 1;
  const found: Ending[] = [];
  const going = await replay(look, ownPlan(look), moment, 512, (cells, play) => {
    const [x, y] = [new Float32Array(length * cells.length), new Float32Array(length * cells.length)];
    for (let at = 0; at < length; at++) {
      const [atX, atY] = play(moment.step + at);
      for (let i = 0, k = at; i < cells.length; i++, k += length) {
        x[k] = atX![i]!;
        y[k] = atY![i]!;
      }
    }
    for (let k = 0; k < x.length; k += length) {
      const path = [x.subarray(k, k + length), y.subarray(k, k + length)] as const;
      const rests = length >= REST_STEPS && path.every(list => isStill(list.subarray(-REST_STEPS), 1e-6 * extent));
      found.push(rests ? 'resting' : period(...path, extent) > 0 ? 'cycling' : 'moving');
    }
  });
  return going ? found : null;
}

function isStill(list: Float32Array, reach: number): boolean {
  for (let k = 1; k < list.length; k++) if (!(Math.abs(list[k]! - list[0]!) <= reach)) return false;
  return true;
}

/** The values of some cells, at the beginning of `into`. */
function gather(values: Float32Array, cells: Uint32Array, into: Float32Array): Float32Array {
  for (let i = 0; i < cells.length; i++) into[i] = values[cells[i]!]!;
  return into.subarray(0, cells.length);
}

/** What moves the cells: nothing is to be judged here. */
const ownPlan = ({ input: { plan } }: SecondLook): Plan => plan.watched?.own ?? plan;

/**
 * Plays cells again from a moment, some at a time, by a plan that may have more channels than the moment: these begin at Infinity.
 * `each` plays some on to the calls that it names, in their order, and gets their channels. False once it is to stop.
 */
async function replay(
  { cells, arena, input, pause }: SecondLook,
  plan: Plan,
  moment: Moment,
  atOnce: number,
  each: (some: Uint32Array, play: (to: number) => readonly Float32Array[]) => void,
): Promise<boolean> {
  const kernel = kernelOf({ ...input, plan });
  const most = Math.max(16, Math.floor((atOnce * FEW) / Math.max(FEW, operationsOf(plan.next))));
  const all = arena.floats(Math.min(most, cells.length) * plan.state.length);
  const differing = plan.uniforms.map((_, i) => input.columns.get(i));
  const room = differing.map(column => column && arena.floats(Math.min(most, cells.length)));
  for (let begin = 0; begin < cells.length; begin += most) {
    const some = cells.subarray(begin, begin + most);
    const count = some.length;
    const own = all.subarray(0, count * plan.state.length);
    const channels = plan.state.map((_, channel) => own.subarray(channel * count, (channel + 1) * count));
    channels.forEach((channel, i) =>
      i < moment.state.length ? gather(moment.state[i]!, some, channel) : channel.fill(Infinity),
    );
    const columns = differing.map((column, i) => column && gather(column, some, room[i]!));
    const given: KernelInput = { count, first: 0, uniforms: input.uniforms, columns, host: input.host };
    let step = moment.step;
    each(some, to => {
      kernel.advance(own, given, step, to, 0, count);
      step = to;
      return channels;
    });
    if (pause && !(await pause())) return false;
  }
  return true;
}
