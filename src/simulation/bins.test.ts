import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binned } from './bins.ts';
import type { Binned } from './swarm.ts';

const coordinate = fc.oneof({ weight: 20, arbitrary: fc.float({ min: -3, max: 3 }) }, fc.constant(Infinity));
const particles = fc.array(fc.tuple(coordinate, coordinate, fc.integer({ min: -99, max: 99 })), { maxLength: 300 });

/** The square from −2 to 2, in cells whose sides are powers of two. */
const gridOf = (size: number) => ({ width: size, height: size, x0: -2, x1: 2, y0: -2, y1: 2 });

function oneByOne(size: number, all: readonly (readonly [number, number, number])[]): Binned {
  const [counts, sums] = [new Uint32Array(size * size), new Float32Array(size * size)];
  for (const [x, y, value] of all) {
    const [column, row] = [Math.floor(((x + 2) * size) / 4), Math.floor(((2 - y) * size) / 4)];
    if (!(Math.min(column, row) >= 0 && Math.max(column, row) < size)) continue;
    counts[row * size + column]!++;
    sums[row * size + column]! += value;
  }
  return { counts, sums };
}

const same = <T extends Uint32Array | Float32Array>(a: T, b: T): boolean =>
  a.length === b.length && a.every((value, cell) => value === b[cell]);

test.each([1, 8, 256])(
  'on a square of %i cells a side each counts its particles and sums their values, again and again',
  size => {
    let into: Binned | undefined;
    fc.assert(
      fc.property(particles, all => {
        const [x, y, values] = [0, 1, 2].map(i => Float32Array.from(all, row => row[i]!)) as [
          Float32Array,
          Float32Array,
          Float32Array,
        ];
        const expected = oneByOne(size, all);
        into = binned(gridOf(size), x, y, values, into);
        expect(same(into.counts, expected.counts) && same(into.sums, expected.sums)).toBe(true);
        expect(same(binned(gridOf(size), x, y).counts, expected.counts)).toBe(true);
      }),
      { numRuns: 30, seed: 1 },
    );
  },
);
