import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as elementary from './elementary.ts';

/** The distance between two doubles in units in the last place of the reference. */
function ulps(actual: number, reference: number): number {
  if (Object.is(actual, reference) || actual === reference) return 0;
  if (Number.isNaN(actual) && Number.isNaN(reference)) return 0;
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(reference))));
  return Math.abs(actual - reference) / 2 ** Math.max(-1074, exponent - 52);
}

const unary = [
  ['exp', [-745, 709.7], 2],
  ['log', [1e-300, 1e300], 2],
  ['sin', [-1e5, 1e5], 2],
  ['cos', [-1e5, 1e5], 2],
  ['tan', [-1e5, 1e5], 3],
  ['tanh', [-25, 25], 4],
  ['atan', [-1e4, 1e4], 4],
] as const;

describe('elementary functions stay within a few units in the last place of the engine’s', () => {
  for (const [name, [low, high], bound] of unary)
    test(name, () => {
      const argument = fc.oneof(
        fc.double({ min: low, max: high, noNaN: true }),
        fc.double({ min: Math.max(low, -2), max: Math.min(high, 2), noNaN: true }),
      );
      fc.assert(
        fc.property(argument, x => ulps(elementary[name](x), Math[name](x)) <= bound),
        { numRuns: 20_000, seed: 1 },
      );
    });

  test('pow with large exponents, and bases whose logarithm is far from that of a power of two', () => {
    for (const x of [1.4141462685807056, 0.7120665653674283, 1.4170225388953133, 1.0001])
      for (const y of [-900, -100, 250.5, 500, 986, 1999])
        if (x ** y > 1e-300 && x ** y < 1e300) expect(Math.abs(elementary.pow(x, y) / x ** y - 1)).toBeLessThan(1e-14);
  });

  test('pow, and its float32 rounding equals the rounded double', () => {
    const base = fc.double({ min: 1e-30, max: 1e30, noNaN: true });
    const exponent = fc.double({ min: -9, max: 9, noNaN: true });
    fc.assert(
      fc.property(base, exponent, (x, y) => ulps(elementary.pow(x, y), x ** y) <= 2),
      { numRuns: 20_000, seed: 2 },
    );
    fc.assert(
      fc.property(fc.float({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 9999 }), (beta, t) => {
        expect(Math.fround(elementary.pow(beta, t))).toBe(Math.fround(beta ** t));
      }),
      { numRuns: 20_000, seed: 3 },
    );
  });
});

test('arguments far beyond 2π are reduced exactly', () => {
  // Reference values of sin x for exact doubles, from arbitrary-precision arithmetic.
  expect(elementary.sin(1e22)).toBeCloseTo(-0.8522008497671888, 15);
  expect(elementary.cos(1e22)).toBeCloseTo(0.5232147853951389, 15);
  expect(elementary.sin(Number.MAX_VALUE)).toBeCloseTo(0.004961954789184062, 15);
  expect(elementary.sin(-1e22)).toBe(-elementary.sin(1e22));
  for (const x of [999_999.9, 1_000_000.1, 123_456_789.123, 3e15 + 0.5])
    expect(elementary.sin(x)).toBeCloseTo(Math.sin(x), 14);
});

test('special values are those of IEEE 754', () => {
  const { exp, log, sin, cos, tan, tanh, atan, pow } = elementary;
  expect([exp(0), exp(-Infinity), exp(Infinity), exp(NaN), exp(1000)]).toEqual([1, 0, Infinity, NaN, Infinity]);
  expect([log(1), log(0), log(-1), log(Infinity)]).toEqual([0, -Infinity, NaN, Infinity]);
  expect(log(5e-324)).toBe(Math.log(5e-324));
  expect([sin(0), cos(0), sin(-0), tan(-0), sin(Infinity)]).toEqual([0, 1, -0, -0, NaN]);
  expect([tanh(100), tanh(-100), tanh(-0), tanh(NaN)]).toEqual([1, -1, -0, NaN]);
  expect([atan(Infinity), atan(-Infinity), atan(-0)]).toEqual([Math.PI / 2, -Math.PI / 2, -0]);
  expect([pow(0, 0), pow(NaN, 0), pow(1, NaN), pow(-2, 3), pow(-2, 0.5)]).toEqual([1, 1, 1, -8, NaN]);
  expect([pow(-0, -1), pow(0, -2), pow(-0, 3), pow(2, -1074)]).toEqual([-Infinity, Infinity, -0, 5e-324]);
  expect([pow(Infinity, -1), pow(-Infinity, 3), pow(0.5, Infinity), pow(2, 1024)]).toEqual([0, -Infinity, 0, Infinity]);
});
