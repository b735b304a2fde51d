import * as elementary from '../formula/elementary.ts';
import { readColumns } from '../formula/emitLoops.ts';
import type { DataColumn } from '../formula/graph.ts';
import type { FloatArray } from '../formula/laneLoop.ts';
import { channelPlace } from './channels.ts';
import { interleaved, laneCode, type LaneCode } from './laneCode.ts';
import type { Plan } from './plan.ts';
import { recordingBody } from './recordingBody.ts';
import { inARow, ofAll, type Body } from './sideBySide.ts';
import { watchedBody } from './watchedBody.ts';

/** Numbers of a swarm that stay while it plays; arrays as in swarm.ts. */
export interface KernelInput {
  readonly count: number;
  /** Of the first particle among all workers'. */
  readonly first: number;
  readonly uniforms: Float32Array;
  /** By place in plan.uniforms; those that all particles share are missing. */
  readonly columns: readonly (Float32Array | undefined)[];
  readonly host: Float32Array;
}

/** Code for many particles. */
export interface Kernel {
  readonly backend: 'loops' | 'array';
  /** Calls from + 1 … to of particles begin … end − 1, in `state` (channel · count + particle). */
  advance(state: FloatArray, input: KernelInput, from: number, to: number, begin: number, end: number): void;
  /** The loss at the state of particles begin … end − 1. */
  loss(state: FloatArray, input: KernelInput, call: number, begin: number, end: number, losses: Float32Array): void;
  /** A recorder of channels of plan.state, or `loss`. */
  recorder(channels: readonly string[]): Recorder;
}

/**
 * Calls from + 1 … to of particles begin … end − 1 in `state`. Before each the channels go into `rows`:
 * rows[((call − from − 1) · channels + channel) · count + particle].
 */
export type Recorder = (
  state: Float64Array,
  input: KernelInput,
  from: number,
  to: number,
  begin: number,
  end: number,
  rows: Float32Array,
) => void;

/**
 * Compiles a plan: float64 arithmetic, float32 storage, the surface's and the rule's operations written out, several particles
 * interleaved. `shared[i]` says whether uniform i is one number for all. Throws an EvalError where generated code is forbidden.
 */
export function compileKernel(plan: Plan, shared: readonly boolean[]): Kernel {
  const code = laneCode(plan, shared);
  const recorders = new Map<string, Recorder>();
  return {
    backend: 'loops',
    ...(compiled(plan, kernelSource(plan, code)) as Pick<Kernel, 'advance' | 'loss'>),
    recorder(channels) {
      for (const name of channels) channelPlace(plan, name);
      const key = channels.join();
      let recorder = recorders.get(key);
      if (!recorder) recorders.set(key, (recorder = compiled(plan, recorderSource(plan, code, channels)) as Recorder));
      return recorder;
    },
  };
}

/** What a text returns. */
function compiled({ graph }: Plan, source: string): unknown {
  const text = ['"use strict";', readColumns(graph), source, `// ${serial++}`].join('\n');
  // Our own names, numbers and operators; each text is its own, so that engines keep their feedback apart.
  // oxlint-disable-next-line typescript/no-implied-eval
  const factory = new Function('math', 'columns', text) as (
    math: typeof elementary,
    columns: readonly DataColumn[],
  ) => unknown;
  return factory(elementary, graph.columns);
}

let serial = 0;

function kernelSource(plan: Plan, code: LaneCode): string {
  const [loss] = code.bodies(code.fewest([plan.loss]), '_');
  return [
    ...ofAll(code, plan.watched ? watchedBody(plan, plan.watched, code) : stepBody(plan, code)),
    'return {',
    'advance: all,',
    'loss(state, input, k, begin, end, losses) {',
    ...code.given,
    ...loss!.uniform,
    'for (let i = begin; i < end; i++) {',
    ...code.open('_'),
    ...loss!.particle,
    ...loss!.lane,
    `losses[i] = ${loss!.names[0]};`,
    '}',
    '},',
    '};',
  ].join('\n');
}

const recorderSource = (plan: Plan, code: LaneCode, channels: readonly string[]): string =>
  [...ofAll(code, recordingBody(plan, code, channels)), 'return all;'].join('\n');

/** One call after the other. */
function stepBody(plan: Plan, code: LaneCode): Body {
  const step = code.fewest(plan.next);
  return {
    uniform: code.bodies(step, '_')[0]!.uniform,
    body(suffixes, turns) {
      const codes = code.bodies(step, suffixes);
      const call = [
        ...code.host(suffixes),
        ...interleaved(codes.map(({ lane }) => lane)),
        ...code.take(
          codes.map(({ names }) => names),
          suffixes,
        ),
      ];
      return [
        ...code.open(suffixes),
        ...interleaved(codes.map(({ particle }) => particle)),
        'let done = from;',
        ...(turns > 1 ? [`const last = to - ((to - from) % ${turns});`, ...inARow(call, turns)] : []),
        'for (let k = done + 1; k <= to; k++) {',
        ...call,
        '}',
        ...code.close(suffixes),
      ];
    },
  };
}
