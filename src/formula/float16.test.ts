import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float16 } from './float16.ts';

/** All finite halves from 0 up, by their bits (IEEE 754-2019, 3.4: binary16). */
const halves = Array.from({ length: 0x7c00 }, (_, bits) => {
  const [exponent, fraction] = [bits >> 10, bits & 0x3ff];
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
});

describe('float16', () => {
  test('keeps every half, with its sign', () => {
    expect(halves.map(float16)).toEqual(halves);
    expect(halves.map(half => float16(-half))).toEqual(halves.map(half => -half));
  });

  test('between two of them the nearer is taken, at the middle the even one', () => {
    const wrong = halves.slice(1).filter((high, bits) => {
      const low = halves[bits]!;
      const middle = (low + high) / 2;
      const little = (high - low) / 1024;
      return (
        float16(middle) !== (bits % 2 ? high : low) ||
        float16(middle + little) !== high ||
        float16(-middle + little) !== -low
      );
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    [65504, 65504],
    [65519.996, 65504],
    [65520, Infinity],
    [-1e30, -Infinity],
    [Infinity, Infinity],
    [NaN, NaN],
    [-0, -0],
    [2 ** -25, 0],
    [-(2 ** -25), -0],
    [2 ** -25 + 2 ** -40, 2 ** -24],
    [1e-300, 0],
    [5e-324, 0],
  ])('%d becomes %d', (x, half) => expect(float16(x)).toBe(half));

  test('is within half a unit of the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -14, max: 65504, noNaN: true }), x => Math.abs(float16(x) - x) <= x * 2 ** -11),
      { seed: 1 },
    );
  });
});
