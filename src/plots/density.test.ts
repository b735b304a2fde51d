import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paintCrowd, type CrowdPart } from './crowd.ts';
import { addCells, opacities, paintDensity, paintKinds, placeOf } from './density.ts';
import { dotRadius, paintPoints } from './points.ts';

const grey = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
const scale = { table: grey, least: 1e-4, most: 1, base: 0 };
const raster = (width: number, height: number) => ({ width, height, rgba: new Uint8ClampedArray(4 * width * height) });

describe('densities', () => {
  test('opacity grows with the logarithm of the number, from faint to full, and none is clear', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), full => {
        const table = opacities(full);
        expect(table[0]).toBe(0);
        expect(table.at(-1)).toBe(255);
        expect(table.every((opacity, n) => n === 0 || opacity >= table[n - 1]!)).toBe(true);
        if (full > 4) expect(table[1]).toBeLessThan(100);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('places go with the logarithm and stay in the table', () => {
    expect([0, 1e-9, 1e-4, 1e-2, 0.999, 1, 7, Infinity, NaN].map(value => placeOf(value, scale))).toEqual([
      0, 0, 0, 128, 255, 255, 255, 255, 255,
    ]);
  });

  test('a cell has the colour of its mean above the base', () => {
    const { rgba } = raster(4, 1);
    rgba.fill(9);
    const counts = Uint32Array.of(0, 1, 10, 2000);
    paintDensity(rgba, counts, Float32Array.of(0, 5 + 1e-2, 50 + 10 * 1e-2, 10000 + 2e6), { ...scale, base: 5 }, 1000);
    const cells = [0, 1, 2, 3].map(cell => [...rgba.subarray(4 * cell, 4 * cell + 4)]);
    expect(cells[0]![3]).toBe(0);
    for (const cell of [1, 2]) expect(Math.abs(cells[cell]![0]! - 128)).toBeLessThanOrEqual(1);
    expect(cells[3]).toEqual([255, 255, 255, 255]);
    expect(cells[1]![3]).toBeLessThan(cells[2]![3]!);
  });

  test('kinds mix in proportion', () => {
    const { rgba } = raster(2, 1);
    paintKinds(rgba, [Uint32Array.of(3, 0), Uint32Array.of(1, 0)], Uint8Array.of(200, 0, 0, 0, 100, 40), 8);
    expect([...rgba.subarray(0, 3)]).toEqual([150, 25, 10]);
    expect(rgba[7]).toBe(0);
  });

  test('parts add up, whoever has counted them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 6, maxLength: 6 }), pairs => {
        const part = (i: 0 | 1): CrowdPart => ({
          layers: [
            {
              counts: Uint32Array.from(pairs, pair => pair[i]),
              sums: Float32Array.from(pairs, pair => 0.01 * pair[i]),
            },
          ],
          points: null,
        });
        const whole = {
          counts: Uint32Array.from(pairs, ([a, b]) => a + b),
          sums: Float32Array.from(pairs, ([a, b]) => 0.01 * (a + b)),
        };
        const [apart, together] = [raster(3, 2), raster(3, 2)];
        const look = { colours: { scale }, full: 30, radius: 1, tails: 0 };
        const extent = { x0: 0, x1: 3, y0: 0, y1: 2 };
        paintCrowd(apart, [part(0), part(1)], look, extent);
        paintCrowd(together, [{ layers: [whole], points: null }], look, extent);
        for (let i = 0; i < 24; i++) expect(Math.abs(apart.rgba[i]! - together.rgba[i]!)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  test('cells add', () => {
    const into = Uint32Array.of(1, 2);
    addCells(into, Uint32Array.of(10, 20));
    expect([...into]).toEqual([11, 22]);
  });
});

describe('points', () => {
  const colours = Uint8Array.of(10, 20, 30);
  const at = (x: number, y: number) => ({
    x: Float32Array.of(x),
    y: Float32Array.of(y),
    place: Uint8Array.of(0),
    colours,
  });
  const covered = ({ rgba }: ReturnType<typeof raster>): number => {
    let sum = 0;
    for (let i = 3; i < rgba.length; i += 4) sum += rgba[i]! / 255;
    return sum;
  };

  test('a dot covers its area, wherever it falls on the cells', () => {
    fc.assert(
      fc.property(fc.double({ min: 8, max: 12, noNaN: true }), fc.double({ min: 8, max: 12, noNaN: true }), (x, y) => {
        const sheet = raster(20, 20);
        paintPoints(sheet, at(x, y), 3, 1);
        expect(Math.abs(covered(sheet) / (Math.PI * 9) - 1)).toBeLessThan(0.08);
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  test('those outside or nowhere are left out, those on the border are cut', () => {
    const sheet = raster(20, 20);
    for (const [x, y] of [
      [-9, 5],
      [5, 40],
      [NaN, 5],
      [5, Infinity],
    ] as const)
      paintPoints(sheet, at(x, y), 3, 1);
    expect(covered(sheet)).toBe(0);
    paintPoints(sheet, at(0, 10), 3, 1);
    expect(Math.abs(covered(sheet) / (Math.PI * 4.5) - 1)).toBeLessThan(0.08);
  });

  test('one over another: the colour stays, the cover grows', () => {
    const sheet = raster(9, 9);
    paintPoints(sheet, at(4.5, 4.5), 3, 0.5);
    const once = sheet.rgba.slice(4 * 40, 4 * 40 + 4);
    paintPoints(sheet, at(4.5, 4.5), 3, 0.5);
    const twice = sheet.rgba.slice(4 * 40, 4 * 40 + 4);
    expect([...once].slice(0, 3)).toEqual([10, 20, 30]);
    expect([...twice].slice(0, 3)).toEqual([10, 20, 30]);
    expect([once[3], twice[3]]).toEqual([128, 192]);
  });

  test('dots are smaller the more there are', () => {
    expect([1, 100, 1000, 20_000].map(dotRadius)).toEqual(
      [1, 100, 1000, 20_000].map(dotRadius).toSorted((a, b) => b - a),
    );
    expect(dotRadius(1e9)).toBeGreaterThan(1);
  });
});
