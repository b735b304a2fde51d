import { expect, test } from 'vitest';
import type { LaneCode } from './laneCode.ts';
import { inARow, ofAll } from './sideBySide.ts';

/** A body of so many locals a particle and call. */
const bodyOf = (locals: number) => ({
  uniform: [],
  body: (suffixes: string, turns: number): string[] =>
    Array.from(suffixes).flatMap(suffix =>
      Array.from({ length: locals * turns }, (_, i) => `const v${i}${suffix} = 0;`),
    ),
});
const shapeOf = (locals: number): { readonly lanes: number; readonly locals: number } => {
  const [, text] = ofAll({ given: [] } as unknown as LaneCode, bodyOf(locals))
    .join('\n')
    .split('function several');
  return { lanes: Number(/i \+= (\d)/.exec(text!)![1]), locals: text!.match(/const v/g)!.length };
};

test('as many particles and calls stand together as an engine takes', () => {
  expect(shapeOf(10)).toEqual({ lanes: 4, locals: 4 * 3 * 10 });
  expect(shapeOf(40)).toEqual({ lanes: 4, locals: 4 * 40 });
  expect(shapeOf(80)).toEqual({ lanes: 3, locals: 3 * 80 });
  expect(shapeOf(160)).toEqual({ lanes: 1, locals: 160 });
  expect(shapeOf(1000)).toEqual({ lanes: 1, locals: 1000 });
});

test('every particle and every call has its turn', () => {
  const text = ofAll({ given: [] } as unknown as LaneCode, {
    uniform: [],
    body: (suffixes, turns) => [
      'let done = from;',
      `const last = to - ((to - from) % ${turns});`,
      ...inARow(
        Array.from(suffixes, (_, lane) => `state[i + ${lane}] += k;`),
        turns,
      ),
      'for (; done < to; done++) {',
      ...Array.from(suffixes, (_, lane) => `state[i + ${lane}] += done + 1;`),
      '}',
    ],
  });
  // oxlint-disable-next-line typescript/no-implied-eval
  const all = new Function(`${text.join('\n')}\nreturn all;`)() as (state: number[], ...numbers: unknown[]) => void;
  for (const end of [0, 1, 4, 7, 11])
    for (const to of [2, 3, 5, 9]) {
      const state = Array.from({ length: 12 }, () => 0);
      all(state, {}, 2, to, 0, end);
      const sum = (to * (to + 1)) / 2 - 3;
      expect(state).toEqual(Array.from({ length: 12 }, (_, i) => (i < end ? sum : 0)));
    }
});
