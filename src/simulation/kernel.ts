import * as elementary from '../formula/elementary.ts';
import { readColumns } from '../formula/emitLoops.ts';
import type { DataColumn } from '../formula/graph.ts';
import { channelPlace } from './channels.ts';
import { interleaved, laneCode, type LaneCode } from './laneCode.ts';
import type { Plan } from './plan.ts';
import { recordingBody } from './recordingBody.ts';
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
  advance(state: Float32Array, input: KernelInput, from: number, to: number, begin: number, end: number): void;
  /** The loss at the state of particles begin … end − 1. */
  loss(state: Float32Array, input: KernelInput, call: number, begin: number, end: number, losses: Float32Array): void;
  /** A recorder of channels of plan.state, or `loss`. */
  recorder(channels: readonly string[]): Recorder;
}

/**
 * Calls from + 1 … to of particles begin … end − 1 in `state`, each of which ends in float32 storage, as if played alone. Before
 * each the channels go into `rows`: rows[((call − from − 1) · channels + channel) · count + particle].
 */
export type Recorder = (
  state: Float32Array,
  input: KernelInput,
  from: number,
  to: number,
  begin: number,
  end: number,
  rows: Float32Array,
) => void;

const LANES = 'abc'; // particles side by side in one body: one alone waits on its own chain of operations, more spill

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
  const factory = new Function('math', 'columns', 'fround', text) as (
    math: typeof elementary,
    columns: readonly DataColumn[],
    fround: typeof Math.fround,
  ) => unknown;
  return factory(elementary, graph.columns, Math.fround);
}

let serial = 0;

function kernelSource(plan: Plan, code: LaneCode): string {
  const { uniform, body } = plan.watched ? watchedBody(plan, plan.watched, code) : stepBody(plan, code);
  const [loss] = code.bodies(code.fewest([plan.loss]), '_');
  return [
    'return {',
    'advance(state, input, from, to, begin, end) {',
    'if (from === to) return;',
    ...code.given,
    ...uniform,
    ...ofAll(body),
    '},',
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

function recorderSource(plan: Plan, code: LaneCode, channels: readonly string[]): string {
  const { uniform, body } = recordingBody(plan, code, channels);
  return [
    'return (state, input, from, to, begin, end, rows) => {',
    ...code.given,
    ...uniform,
    ...ofAll(body),
    '};',
  ].join('\n');
}

/** A body for all particles, several at a time. */
const ofAll = (body: Body['body']): string[] => [
  'let i = begin;',
  // Those left over come first: an engine that compiles the loop meanwhile has then seen all of it.
  `for (const rest = begin + ((end - begin) % ${LANES.length}); i < rest; i++) {`,
  ...body('_'),
  '}',
  `for (; i < end; i += ${LANES.length}) {`,
  ...body(LANES),
  '}',
];

/** What a kernel does to particles side by side from their state at call `from` to that at `to`; `uniform` stands before all. */
export interface Body {
  readonly uniform: readonly string[];
  readonly body: (suffixes: string) => readonly string[];
}

/** One call after the other. */
function stepBody(plan: Plan, code: LaneCode): Body {
  const step = code.fewest(plan.next);
  return {
    uniform: code.bodies(step, '_')[0]!.uniform,
    body(suffixes) {
      const codes = code.bodies(step, suffixes);
      return [
        ...code.open(suffixes),
        ...interleaved(codes.map(({ particle }) => particle)),
        'for (let k = from + 1; k <= to; k++) {',
        ...code.host(suffixes),
        ...interleaved(codes.map(({ lane }) => lane)),
        ...code.take(
          codes.map(({ names }) => names),
          suffixes,
        ),
        '}',
        ...code.close(suffixes),
      ];
    },
  };
}
