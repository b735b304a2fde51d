import type { LoopCode } from '../formula/emitLoops.ts';
import type { PrimitiveName } from '../formula/functions.ts';
import { inOrder } from '../formula/graph.ts';
import { isProportional } from '../formula/proportional.ts';
import type { Body } from './kernel.ts';
import { interleaved, type LaneCode } from './laneCode.ts';
import type { Plan, Watched } from './plan.ts';
import { enough, summaryState } from './summaryPlan.ts';

const BLOCK = 16; // calls between looks
/** What a look writes down is worked out before it, so that an engine knows the types of what is seldom run. */
const before = ['const before = k - 1;', 'const atLeastOne = before > 1 ? before : 1;'];
const CALM = 1e12; // of a loss, and squared of a slope: beyond it something may overflow within a block
const LARGEST = 3.4028234663852886e38; // float32

/** Functions whose slope may be a small number where they have no value, or too large a one. */
const hiding = new Set<string>(['log', 'mod', 'floor', 'sign', 'float16'] satisfies PrimitiveName[]);

/**
 * The body of a summary plan: the numbers that its select operations give, without a look at every call. Every BLOCK calls the
 * loss and the slope are looked at. If the tolerance is not met there, it does not matter whether it was in between: the last
 * time that it was not met counts. If it is, or where the run is not calm, the block is run again from its start, with a look at
 * every call, and so are those that follow for as long as they are like it. Where slopes are summed anyway, a block whose slopes all
 * together are under what one may be met it at every call.
 */
export function watchedBody(plan: Plan, { own, gradient, slope }: Watched, code: LaneCode): Body {
  const slots = own.next.length;
  const outputs = code.fewest([...own.next, slope, own.loss]);
  const moves = code.fewest(own.next, outputs.slice(0, slots));
  const hidden = inOrder([own.loss]).some(({ op }) => hiding.has(op));
  const sums = !isProportional(own.next, gradient);
  const { each } = code;
  const slotOf = (suffix: string, name: string): string => `s${plan.state.indexOf(name)}${suffix}`;
  const limit = (suffix: string, name: string): string => code.bodies([own.graph.input(name)], suffix)[0]!.names[0]!;

  const met = (suffix: string, [g, loss]: readonly string[]): string =>
    `${g} <= ${limit(suffix, enough.slope)} || ${loss} <= ${limit(suffix, enough.loss)}`;
  /** What is known of the state before call k once its slope and loss are. */
  const note = (suffix: string, [g, loss]: readonly string[]): string[] => {
    const diverged = slotOf(suffix, summaryState.divergedAt);
    return [
      `if (!(${met(suffix, [g!, loss!])})) ${slotOf(suffix, summaryState.unmet)} = before;`,
      `if (${diverged} === 0) {`,
      `if (Math.abs(${loss}) <= ${LARGEST}) ${slotOf(suffix, summaryState.loss)} = ${loss};`,
      `else ${diverged} = atLeastOne;`,
      '}',
    ];
  };
  const copied = (suffixes: string, to: string, from: string): string[] =>
    each(suffixes, suffix => own.state.map((_, i) => `${to}${i}${suffix} = ${from}${i}${suffix};`));

  return {
    uniform: code.bodies([...moves, ...outputs], '_')[0]!.uniform,
    body(suffixes) {
      const bare = code.bodies(moves, suffixes);
      const heeding = code.bodies(outputs.slice(0, slots + 1), suffixes);
      const whole = code.bodies(outputs, suffixes);
      const both = code.bodies([...moves, ...outputs], suffixes);
      const every = (condition: (suffix: string) => string): string => Array.from(suffixes, condition).join(' && ');
      const allDiverged = every(suffix => `${slotOf(suffix, summaryState.divergedAt)} !== 0`);
      const nothing = every(suffix => {
        const seen = [`slope${suffix}`, `loss${suffix}`];
        const told = `(${sums ? `wild <= ${limit(suffix, enough.slope)} || ` : ''}!(${met(suffix, seen)}))`;
        const tame = `${seen[0]} <= ${CALM ** 2}`;
        const calm = `Math.abs(${seen[1]}) <= ${CALM} && ${tame} && ${told}`;
        return `(${slotOf(suffix, summaryState.divergedAt)} !== 0 || ${calm})`;
      });
      const sum = `wild += ${heeding.map(({ names }) => names[slots]).join(' + ')};`;
      const moved = (bodies: readonly LoopCode[]): string[] =>
        code.take(
          bodies.map(({ names }) => names.slice(0, slots)),
          suffixes,
        );
      const calls = (bodies: readonly LoopCode[], lines: readonly string[]): string[] => [
        'for (let k = done + 1; k <= last; k++) {',
        ...before,
        ...code.host(suffixes),
        ...interleaved(bodies.map(({ lane }) => lane)),
        ...lines,
        ...moved(bodies),
        '}',
      ];
      return [
        ...code.open(suffixes),
        `if (${allDiverged}) continue;`,
        ...interleaved(both.map(({ particle }) => particle)),
        ...each(suffixes, suffix => own.state.map((_, i) => `let b${i}${suffix} = s${i}${suffix};`)),
        ...each(suffixes, suffix => [`let slope${suffix} = 0;`, `let loss${suffix} = 0;`]),
        'let begun = from;',
        'let done = from;',
        'let watching = true;',
        'let wild = 0;',
        'for (;;) {',
        'const k = done + 1;',
        ...before,
        ...code.host(suffixes),
        ...interleaved(whole.map(({ lane }) => lane)),
        ...each(suffixes, (suffix, lane) =>
          ['slope', 'loss'].map((name, i) => `${name}${suffix} = ${whole[lane]!.names[slots + i]};`),
        ),
        `const interesting = ${hidden ? 'true' : `!(wild <= ${CALM ** 2} && ${nothing})`};`,
        'if (interesting && !watching) {',
        'watching = true;',
        'done = begun;',
        'wild = 0;',
        ...copied(suffixes, 's', 'b'),
        '} else {',
        ...Array.from(suffixes).flatMap(suffix => note(suffix, [`slope${suffix}`, `loss${suffix}`])),
        `if (${allDiverged}) break;`,
        // Soon after its compilation a loop should have been everywhere.
        'watching = interesting || i < begin + 3;',
        'begun = done;',
        ...copied(suffixes, 'b', 's'),
        ...moved(whole),
        'if (k === to) break;',
        'done = k;',
        `wild = ${Array.from(suffixes, suffix => `slope${suffix}`).join(' + ')};`,
        '}',
        `const last = begun + ${BLOCK} < to ? begun + ${BLOCK} : to - 1;`,
        hidden ? '{' : 'if (watching) {',
        ...calls(heeding, [
          ...(sums ? [sum] : []),
          ...Array.from(suffixes).flatMap((suffix, lane) => looked(suffix, heeding[lane]!, whole[lane]!)),
        ]),
        ...(hidden ? [] : ['} else {', ...(sums ? calls(heeding, [sum]) : calls(bare, []))]),
        '}',
        'done = last;',
        '}',
        ...each(suffixes, suffix => [`${slotOf(suffix, summaryState.slope)} = slope${suffix};`]),
        ...code.close(suffixes),
      ];
    },
  };

  /** A look at a call on its way; the loss is worked out only where the slope has not said enough. */
  function looked(suffix: string, bare: LoopCode, whole: LoopCode): string[] {
    const done = new Set(bare.lane);
    const [g, loss] = whole.names.slice(slots) as [string, string];
    return [
      ...(hidden ? [] : [`if (!(${g} <= ${limit(suffix, enough.slope)}))`]),
      '{',
      ...whole.lane.filter(line => !done.has(line)),
      ...note(suffix, [g, loss]),
      '}',
    ];
  }
}
