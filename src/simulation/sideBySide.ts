import type { LaneCode } from './laneCode.ts';

/**
 * What a kernel does to particles side by side from their state at call `from` to that at `to`; `uniform` stands before all of
 * them, `helpers` are functions that it calls.
 */
export interface Body {
  readonly uniform: readonly string[];
  readonly helpers?: readonly string[];
  /** Calls of which nothing else is asked may stand `turns` in a row. */
  readonly body: (suffixes: string, turns: number) => readonly string[];
}

/** Particles side by side: one alone waits on its own chain of operations, more than four spill. */
const LANES = ['abcd', 'abc', 'ab', 'a'];
export const MOST_LANES = LANES[0]!.length;
/** Calls in a row: a loop costs a part of a short one. */
const TURNS = [3, 1];
/** Of a function. With 322 V8 gives up on optimizing a loop that is running (Chromium 156), and may go on at a hundredth of the speed. */
const MOST_LOCALS = 300;

/** A body for all particles, as the function `all`; those left over have one of their own. */
export function ofAll({ given }: LaneCode, { uniform, helpers = [], body }: Body): string[] {
  const numbers = 'state, input, from, to, begin, end, rows';
  const loop = (name: string, suffixes: string, turns: number): string[] => [
    `function ${name}(${numbers}) {`,
    ...given,
    ...uniform,
    `for (let i = begin; i < end; i += ${suffixes.length}) {`,
    ...body(suffixes, turns),
    '}',
    '}',
  ];
  const shapes = LANES.flatMap(lanes => TURNS.map(turns => ({ lanes, text: loop('several', lanes, turns) })));
  const { lanes, text } = shapes.find(shape => localsOf(shape.text) <= MOST_LOCALS) ?? shapes.at(-1)!;
  return [
    ...helpers,
    ...loop('one', '_', 1),
    ...text,
    `function all(${numbers}) {`,
    'if (from === to) return;',
    `const rest = begin + ((end - begin) % ${lanes.length});`,
    `if (begin < rest) one(${numbers.replace('end', 'rest')});`,
    `if (rest < end) several(${numbers.replace('begin', 'rest')});`,
    '}',
  ];
}

const localsOf = (text: readonly string[]): number => text.join('\n').match(/\b(const|let) /g)?.length ?? 0;

/** Calls done + 1 … last, a multiple of `turns`, so many in a row. */
export const inARow = (call: readonly string[], turns: number): string[] => [
  `for (; done < last; done += ${turns}) {`,
  ...Array.from({ length: turns }, (_, i) => ['{', `const k = done + ${i + 1};`, ...call, '}']).flat(),
  '}',
];
