import { emitLoops, type LoopCode } from '../formula/emitLoops.ts';
import type { Node } from '../formula/graph.ts';
import { reassociated } from '../formula/reassociate.ts';
import type { Plan } from './plan.ts';

/** The text of a plan's kernel by its parts, for one particle a letter of `suffixes`: they stand side by side in one body. */
export interface LaneCode {
  /** Once, before all particles. */
  readonly given: readonly string[];
  /** The same programs with the fewest operations in what changes from call to call; `known`, if none has fewer. */
  fewest(outputs: readonly Node[], ...known: readonly (readonly Node[])[]): readonly Node[];
  bodies(outputs: readonly Node[], suffixes: string): LoopCode[];
  /** What particle `i` and those after it have of their own. */
  own(suffixes: string): string[];
  /** The same, and their state. */
  open(suffixes: string): string[];
  /** The host values of call `k`. */
  host(suffixes: string): string[];
  /** Makes the values of these names, a list a particle, the new state. */
  take(names: readonly (readonly string[])[], suffixes: string): string[];
  close(suffixes: string): string[];
  each(suffixes: string, lines: (suffix: string, lane: number) => readonly string[]): string[];
}

/** Lines of several bodies in turns: the first of each, the second of each, … */
export function interleaved(bodies: readonly (readonly string[])[]): string[] {
  return (bodies[0] ?? []).flatMap((_, line) => bodies.map(body => body[line]!));
}

/** `shared[i]` says whether uniform i is one number for all particles. */
export function laneCode({ graph, state, uniforms, host, clock }: Plan, shared: readonly boolean[]): LaneCode {
  const ofStep = new Set([...state, ...host, 'call']);
  const ofParticle = new Set(['particle', ...uniforms.filter((_, i) => !shared[i])]);
  const places = (suffix: string): ReadonlyMap<string, string> =>
    new Map([
      ...state.map((name, i) => [name, `s${i}${suffix}`] as const),
      ...uniforms.map((name, i) => [name, shared[i] ? `u${i}` : `u${i}${suffix}`] as const),
      ...host.map((name, i) => [name, clock < 0 ? `h${i}` : `h${i}${suffix}`] as const),
      ['call', 'k'],
      ['particle', `p${suffix}`],
    ]);
  const each: LaneCode['each'] = (suffixes, lines) => interleaved(Array.from(suffixes, lines));
  const own: LaneCode['own'] = suffixes =>
    each(suffixes, (suffix, lane) => [
      `const p${suffix} = input.first + i + ${lane};`,
      ...uniforms.flatMap((_, place) =>
        shared[place] ? [] : [`const u${place}${suffix} = column${place}[i + ${lane}];`],
      ),
    ]);

  return {
    each,
    given: [
      'const { count, uniforms, columns, host } = input;',
      ...uniforms.map((_, i) => (shared[i] ? `const u${i} = uniforms[${i}];` : `const column${i} = columns[${i}];`)),
    ],
    fewest: (outputs, ...known) => reassociated(graph, outputs, { varies: name => ofStep.has(name), known }),
    bodies: (outputs, suffixes) =>
      Array.from(suffixes, suffix => {
        const spellings = places(suffix);
        const spell = (input: string): string => {
          const spelling = spellings.get(input);
          if (!spelling) throw new Error(`The plan has no input “${input}”.`);
          return spelling;
        };
        const varies = (name: string): boolean => ofStep.has(name);
        return emitLoops(outputs, 'fast', { spell, varies, differs: name => ofParticle.has(name) }, suffix);
      }),
    own,
    open: suffixes => [
      ...own(suffixes),
      ...each(suffixes, (suffix, lane) =>
        state.map((_, place) => `let s${place}${suffix} = state[${place} * count + i + ${lane}];`),
      ),
    ],
    host: suffixes =>
      clock < 0
        ? host.map((_, i) => `const h${i} = host[(k - 1) * ${host.length} + ${i}];`)
        : each(suffixes, suffix =>
            host.map((_, i) => `const h${i}${suffix} = host[s${clock}${suffix} * ${host.length} + ${i}];`),
          ),
    take: (names, suffixes) => {
      // All of the old state is read before any of it is written: a slot may pass its value to another.
      const passed = (name: string): boolean => /\bs\d/.test(name);
      return [
        ...each(suffixes, (suffix, lane) =>
          names[lane]!.flatMap((name, i) => (passed(name) ? [`const t${i}${suffix} = ${name};`] : [])),
        ),
        ...each(suffixes, (suffix, lane) =>
          names[lane]!.map((name, i) => `s${i}${suffix} = ${passed(name) ? `t${i}${suffix}` : name};`),
        ),
      ];
    },
    close: suffixes =>
      each(suffixes, (suffix, lane) => state.map((_, i) => `state[${i} * count + i + ${lane}] = s${i}${suffix};`)),
  };
}
