import { describe, expect, test } from 'vitest';
import { fastPow, pow } from './elementary.ts';
import { fastForms } from './fastForms.ts';

describe.each(['sin', 'cos'] as const)('the fast %s', name => {
  // oxlint-disable-next-line typescript/no-implied-eval
  const fast = new Function('x', `${fastForms[name]!('y', 'x').join('\n')}\nreturn y;`) as (x: number) => number;
  const points = Array.from({ length: 20_000 }, (_, i) => (i - 10_000) * 0.00317);

  test('is right to a millionth of a millionth, and to 1e-9 at a million', () => {
    const most = (xs: readonly number[]): number => Math.max(...xs.map(x => Math.abs(fast(x) - Math[name](x))));
    expect(most(points)).toBeLessThan(2e-12);
    expect(most(points.map(x => x * 31_700))).toBeLessThan(1e-9);
  });

  test('stays bounded far out, and is no number where there is none', () => {
    for (let x = 1e6; x < Infinity; x *= -37.1) {
      expect(Math.abs(fast(x))).toBeLessThanOrEqual(1 + 1e-12);
      if (Math.abs(x) > 1e300) break;
    }
    for (const x of [Infinity, -Infinity, NaN]) expect(fast(x)).toBeNaN();
  });
});

test('the fast power is the exact one, to 1e-11 where it is squared', () => {
  for (const x of [0.9, 0.999, 1.0001, -1.5, 2, 0, 1])
    for (const y of [0, 1, 2, 3, 10, 64, 999, 1000, 65_536]) {
      const exact = pow(x, y);
      if (!Number.isFinite(exact) || Math.abs(exact) < 1e-300) expect(fastPow(x, y)).toBeCloseTo(exact, 12);
      else expect(Math.abs(fastPow(x, y) / exact - 1)).toBeLessThan(1e-11);
    }
  for (const [x, y] of [
    [2, 0.5],
    [2, -3],
    [-2, 0.5],
    [NaN, 0],
    [3, NaN],
    [0.5, Infinity],
    [1.5, 65_537],
  ] as const)
    expect(fastPow(x, y)).toBe(x !== x && y === 0 ? 1 : pow(x, y));
});

test('the fast sine keeps the digits of small numbers', () => {
  // oxlint-disable-next-line typescript/no-implied-eval
  const fast = new Function('x', `${fastForms.sin!('y', 'x').join('\n')}\nreturn y;`) as (x: number) => number;
  for (const x of [1e-3, -1e-9, 1e-30]) expect(Math.abs(fast(x) / Math.sin(x) - 1)).toBeLessThan(1e-12);
  expect(fast(0)).toBe(0);
});
