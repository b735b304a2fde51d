import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Raster } from './points.ts';
import { paintTails } from './tails.ts';

const raster = (width = 60, height = 40): Raster => ({
  width,
  height,
  rgba: new Uint8ClampedArray(4 * width * height),
});
const colours = Uint8Array.of(10, 20, 30, 200, 100, 50);
/** A tail a particle, each a list of places, the oldest first; the i-th in the i-th colour. */
function paint(into: Raster, tails: readonly (readonly (readonly [number, number])[])[], fine = true): Raster {
  const [{ length: rows }] = tails as [(typeof tails)[0]];
  const places = Array.from({ length: rows }, (_, row) => [0, 1].flatMap(axis => tails.map(tail => tail[row]![axis]!)));
  const heads = tails.map(tail => tail[rows - 1]!);
  const [x, y] = [0, 1].map(axis => Float32Array.from(heads, head => head[axis]!)) as [Float32Array, Float32Array];
  const place = Uint8Array.from(tails, (_, i) => i);
  paintTails(
    into,
    { x, y, place, colours },
    { places: Float32Array.from(places.flat()), length: 8, radius: 2, leap: 50, fine },
  );
  return into;
}
const opacityAt = ({ width, rgba }: Raster, x: number, y: number): number => rgba[4 * (y * width + x) + 3]!;
const line = (from: number, y: number, calls = 8): (readonly [number, number])[] =>
  Array.from({ length: calls + 1 }, (_, k) => [from + 5 * k, y] as const);

describe('tails', () => {
  test('are brightest and widest at the particle and fade to nothing, whichever way they go', () => {
    const flat = paint(raster(), [line(5.5, 20.5)]);
    const along = Array.from({ length: 41 }, (_, k) => opacityAt(flat, 5 + k, 20));
    expect(along.at(-1)).toBeGreaterThan(120);
    expect(along[0]).toBeLessThan(3);
    expect(along.every((opacity, k) => k === 0 || opacity >= along[k - 1]!)).toBe(true);
    expect(opacityAt(flat, 44, 21)).toBeGreaterThan(0);
    expect(opacityAt(flat, 20, 22)).toBe(0);
    const steep = paint(raster(40, 60), [line(5.5, 20.5).map(([x, y]) => [y, x] as const)]);
    expect(Array.from({ length: 41 }, (_, k) => opacityAt(steep, 20, 5 + k))).toEqual(along);
  });

  test('of many are a pixel wide, as bright along their middle as those of few', () => {
    for (const swapped of [false, true]) {
      const tail = line(5.5, 20.5).map(([x, y], k) => (swapped ? ([y + k, x] as const) : ([x, y + k] as const)));
      const [thin, soft] = [paint(raster(60, 60), [tail], false), paint(raster(60, 60), [tail])];
      const opaque = Array.from(thin.rgba).flatMap((opacity, i) => (i % 4 === 3 && opacity > 0 ? [i] : []));
      expect(opaque.length).toBeGreaterThan(25);
      expect(opaque.length).toBeLessThan(48);
      for (const i of opaque) expect(Math.abs(thin.rgba[i]! - soft.rgba[i]!)).toBeLessThan(9);
    }
  });

  test('show the later place where they meet, and nothing adds up', () => {
    const crossing = line(15.5, 20.5).map(([x], k) => [30.5, x - 4 + k / 8] as const);
    const [one, other] = [paint(raster(), [line(5.5, 20.5)]), paint(raster(), [crossing])];
    const both = paint(raster(), [line(5.5, 20.5), crossing]);
    for (let i = 3; i < both.rgba.length; i += 4) expect(both.rgba[i]).toBe(Math.max(one.rgba[i]!, other.rgba[i]!));
    const again = paint(paint(raster(), [crossing]), [crossing]);
    expect(again).toEqual(paint(raster(), [crossing]));
  });

  test('of particles that rest, or run far out of the picture, or to nowhere, do no harm', () => {
    const number = fc.oneof(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.constantFrom(NaN, Infinity, -Infinity, 3e38, -3e38),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 9 }), fc.boolean(), (tail, fine) => {
        const { rgba } = paint(raster(20, 10), [tail], fine);
        for (let i = 0; i < rgba.length; i += 4)
          if (rgba[i + 3]! > 0) expect([...rgba.subarray(i, i + 3)]).toEqual([10, 20, 30]);
      }),
      { numRuns: 300, seed: 4 },
    );
    const resting = paint(raster(), [Array.from({ length: 9 }, () => [20, 20] as const)]);
    expect(resting.rgba.filter((_, i) => i % 4 === 3).reduce((sum, opacity) => sum + opacity, 0)).toBeLessThan(9 * 255);
  });
});
