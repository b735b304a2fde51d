import * as elementary from '../formula/elementary.ts';
import { emitLoops, type LoopCode } from '../formula/emitLoops.ts';
import { reassociated } from '../formula/reassociate.ts';
import type { Node } from '../formula/graph.ts';
import type { Plan } from './plan.ts';

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

/** Generated code for many particles. */
export interface Kernel {
  /** Calls from + 1 … to of particles begin … end − 1, in `state` (channel · count + particle). */
  advance(state: Float32Array, input: KernelInput, from: number, to: number, begin: number, end: number): void;
  /** The loss at the state of particles begin … end − 1. */
  loss(state: Float32Array, input: KernelInput, call: number, begin: number, end: number, losses: Float32Array): void;
}

const LANES = 'abc'; // particles side by side in one body: one alone waits on its own chain of operations, more spill
const EXIT_EVERY = 16; // calls between looks at whether all have diverged

/**
 * Compiles a plan: float64 arithmetic, float32 storage, the surface's and the rule's operations written out, several particles
 * interleaved. `shared[i]` says whether uniform i is one number for all. Throws an EvalError where generated code is forbidden.
 */
export function compileKernel(plan: Plan, shared: readonly boolean[]): Kernel {
  // Our own names, numbers and operators; each text is its own, so that engines keep their feedback apart.
  // oxlint-disable-next-line typescript/no-implied-eval
  const factory = new Function('math', `${kernelSource(plan, shared)}\n// ${serial++}`) as (
    math: typeof elementary,
  ) => Kernel;
  return factory(elementary);
}

let serial = 0;

function kernelSource(plan: Plan, shared: readonly boolean[]): string {
  const { state, uniforms, host, clock } = plan;
  const places = (suffix: string): ReadonlyMap<string, string> =>
    new Map([
      ...state.map((name, i) => [name, `s${i}${suffix}`] as const),
      ...uniforms.map((name, i) => [name, shared[i] ? `u${i}` : `u${i}${suffix}`] as const),
      ...host.map((name, i) => [name, clock < 0 ? `h${i}` : `h${i}${suffix}`] as const),
      ['call', 'k'],
      ['particle', `p${suffix}`],
    ]);
  const ofStep = new Set([...state, ...host, 'call']);
  const ofParticle = new Set(['particle', ...uniforms.filter((_, i) => !shared[i])]);
  const fewest = (outputs: readonly Node[]): Node[] =>
    reassociated(plan.graph, outputs, name => ofStep.has(name) || ofParticle.has(name));
  const bodies = (outputs: readonly Node[], suffixes: string): LoopCode[] =>
    Array.from(suffixes, suffix => {
      const spellings = places(suffix);
      const spell = (input: string): string => {
        const spelling = spellings.get(input);
        if (!spelling) throw new Error(`The plan has no input “${input}”.`);
        return spelling;
      };
      const inputs = {
        spell,
        varies: (name: string) => ofStep.has(name),
        differs: (name: string) => ofParticle.has(name),
      };
      return emitLoops(outputs, 'fast', inputs, suffix);
    });
  const each = (suffixes: string, lines: (suffix: string, lane: number) => readonly string[]): string[] =>
    interleaved(Array.from(suffixes, lines));

  const open = (suffixes: string): string[] =>
    each(suffixes, (suffix, lane) => [
      `const p${suffix} = input.first + i + ${lane};`,
      ...state.map((_, place) => `let s${place}${suffix} = state[${place} * count + i + ${lane}];`),
      ...uniforms.flatMap((_, place) =>
        shared[place] ? [] : [`const u${place}${suffix} = column${place}[i + ${lane}];`],
      ),
    ]);
  const hostValues = (suffixes: string): string[] =>
    clock < 0
      ? host.map((_, i) => `const h${i} = host[(k - 1) * ${host.length} + ${i}];`)
      : each(suffixes, suffix =>
          host.map((_, i) => `const h${i}${suffix} = host[s${clock}${suffix} * ${host.length} + ${i}];`),
        );

  const diverged = state.indexOf('diverged_at');
  const step = fewest(plan.next);
  const stepLoop = (suffixes: string): string[] => {
    const codes = bodies(step, suffixes);
    const allDiverged = Array.from(suffixes, suffix => `s${diverged}${suffix} !== 0`).join(' && ');
    return [
      ...open(suffixes),
      ...interleaved(codes.map(({ particle }) => particle)),
      'for (let k = from + 1; k <= to; k++) {',
      ...hostValues(suffixes),
      ...interleaved(codes.map(({ lane }) => lane)),
      ...each(suffixes, (suffix, lane) => codes[lane]!.names.map((name, i) => `const t${i}${suffix} = ${name};`)),
      ...each(suffixes, suffix => state.map((_, i) => `s${i}${suffix} = t${i}${suffix};`)),
      ...(diverged < 0 ? [] : [`if ((k & ${EXIT_EVERY - 1}) === 0 && ${allDiverged}) break;`]),
      '}',
      ...each(suffixes, (suffix, lane) => state.map((_, i) => `state[${i} * count + i + ${lane}] = s${i}${suffix};`)),
    ];
  };
  const shareds = [
    'const { count, uniforms, columns, host } = input;',
    ...uniforms.map((_, i) => (shared[i] ? `const u${i} = uniforms[${i}];` : `const column${i} = columns[${i}];`)),
  ];
  const [loss] = bodies(fewest([plan.loss]), '_');
  return [
    '"use strict";',
    'return {',
    'advance(state, input, from, to, begin, end) {',
    ...shareds,
    ...bodies(step, '_')[0]!.uniform,
    'let i = begin;',
    `for (; i + ${LANES.length} <= end; i += ${LANES.length}) {`,
    ...stepLoop(LANES),
    '}',
    'for (; i < end; i++) {',
    ...stepLoop('_'),
    '}',
    '},',
    'loss(state, input, k, begin, end, losses) {',
    ...shareds,
    ...loss!.uniform,
    'for (let i = begin; i < end; i++) {',
    ...open('_'),
    ...loss!.particle,
    ...loss!.lane,
    `losses[i] = ${loss!.names[0]};`,
    '}',
    '},',
    '};',
  ].join('\n');
}

/** Lines of several bodies in turns: the first of each, the second of each, … */
function interleaved(bodies: readonly (readonly string[])[]): string[] {
  return (bodies[0] ?? []).flatMap((_, line) => bodies.map(body => body[line]!));
}
