import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surfaces } from '../surfaces/index.ts';
import {
  crowdColours,
  crowdLimits,
  crowdShapes,
  crowdTails,
  MOST_TAILED,
  tailsOf,
  usualCrowd,
  type Crowd,
} from './crowd.ts';
import { decodeCrowd, encodeCrowd, readCrowd } from './crowdCodec.ts';
import { offsetsOf } from './crowdStarts.ts';

const usual = usualCrowd(surfaces[0]!);
const none = (): never => {
  throw new Error('nothing was to be adjusted');
};
const crowds = (most: number): Arbitrary<Crowd> =>
  fc.record({
    shape: fc.constantFrom(...crowdShapes),
    count: fc.integer({ min: 1, max: most }),
    size: fc.double({ min: crowdLimits.size.least, max: crowdLimits.size.most, noNaN: true }),
    colour: fc.constantFrom(...crowdColours),
    tails: fc.constantFrom(...crowdTails),
    seed: fc.integer({ min: 0, max: crowdLimits.seed.most }),
  });

describe('the starts of a crowd', () => {
  test('are finite, lie within the size, and are the same in whatever parts they are asked for', () => {
    fc.assert(
      fc.property(crowds(500), fc.nat(), (crowd, cut) => {
        const whole = offsetsOf(crowd);
        expect(whole.x).toHaveLength(crowd.count);
        const middle = cut % crowd.count;
        const [head, tail] = [offsetsOf(crowd, 0, middle), offsetsOf(crowd, middle, crowd.count - middle)];
        expect([...head.x, ...tail.x]).toEqual([...whole.x]);
        expect([...head.y, ...tail.y]).toEqual([...whole.y]);
        const reach = crowd.size * (1 + 1e-6) * (crowd.shape === 'grid' ? Math.SQRT2 : crowd.shape === 'cloud' ? 7 : 1);
        expect(whole.x.every((x, i) => Math.hypot(x, whole.y[i]!) <= reach)).toBe(true);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test.each(crowdShapes)('of a %s: one alone is finite', shape => {
    const { x, y } = offsetsOf({ ...usual, shape, count: 1 });
    expect([x, y].every(list => list.length === 1 && Number.isFinite(list[0]))).toBe(true);
  });

  const moments = (shape: Crowd['shape'], seed = 1) => {
    const count = 40_000;
    const { x, y } = offsetsOf({ shape, count, size: 1, seed });
    const mean = (of: (i: number) => number): number =>
      Array.from({ length: count }, (_, i) => of(i)).reduce((a, b) => a + b) / count;
    return {
      x: mean(i => x[i]!),
      y: mean(i => y[i]!),
      xx: mean(i => x[i]! ** 2),
      yy: mean(i => y[i]! ** 2),
      xy: mean(i => x[i]! * y[i]!),
    };
  };

  test.each([
    ['grid', 1 / 3, 1 / 3], // of an even square: ∫x² = 1/3
    ['disk', 1 / 4, 1 / 4],
    ['ring', 1 / 2, 1 / 2],
    ['line', 1 / 3, 0],
    ['cloud', 1, 1],
  ] as const)('of a %s have the moments of that shape', (shape, xx, yy) => {
    const found = moments(shape);
    for (const [value, expected] of [
      [found.x, 0],
      [found.y, 0],
      [found.xx, xx],
      [found.yy, yy],
      [found.xy, 0],
    ] as const)
      expect(Math.abs(value - expected)).toBeLessThan(shape === 'cloud' ? 0.02 : 0.005);
  });

  test('of a cloud go by the seed, to the bit', () => {
    const cloud = { ...usual, shape: 'cloud', count: 4, size: 1 } as const;
    expect([...offsetsOf({ ...cloud, seed: 7 }).x]).toEqual([...offsetsOf({ ...cloud, seed: 7 }).x]);
    expect(moments('cloud', 1)).not.toEqual(moments('cloud', 2));
  });

  test('of a grid fill a square of whole rows evenly', () => {
    const { x, y } = offsetsOf({ ...usual, shape: 'grid', count: 9, size: 2 });
    expect([...x]).toEqual([-2, 0, 2, -2, 0, 2, -2, 0, 2]);
    expect([...y]).toEqual([-2, -2, -2, 0, 0, 0, 2, 2, 2]);
  });
});

describe('a crowd in a link', () => {
  test('is read as it was written, with nothing adjusted', () => {
    fc.assert(
      fc.property(crowds(crowdLimits.count.most), crowd => {
        const text = encodeCrowd(crowd, usual);
        expect(readCrowd(decodeCrowd(text, none), usual, none)).toEqual(crowd);
        expect(text).toBe(encodeURI(text));
      }),
      { numRuns: 150, seed: 12 },
    );
  });

  test('leaves its defaults out and is readable', () => {
    expect(encodeCrowd(usual, usual)).toBe('disk');
    expect(encodeCrowd({ ...usual, shape: 'ring', count: 100_000, colour: 'speed' }, usual)).toBe(
      'ring,100000,colour:speed',
    );
    expect(encodeCrowd({ ...usual, tails: 30 }, usual)).toBe('disk,tails:30');
  });

  test('is repaired field by field, each in a sentence', () => {
    const said: string[] = [];
    const adjust = (sentence: string): void => void said.push(sentence);
    const read = (text: string): Crowd | null => readCrowd(decodeCrowd(text, adjust), usual, adjust);
    expect(read('')).toEqual(usual);
    expect(said).toEqual([]);
    expect(read('star,2000000,size:-1,colour:mood,tails:7,seed:0.5,seed:1,hue:3,500')).toEqual(usual);
    expect(said).toEqual([
      'crowd: “seed” stands twice; the first is used.',
      'crowd: “count” stands twice; the first is used.',
      'A crowd has no setting “hue”.',
      'crowd: shape is one of disk, grid, ring, line, cloud, seeds, not “star”: disk is used.',
      'crowd: count is a whole number from 1 to 1048576, not “2000000”: 10000 is used.',
      'crowd: size is a number from 1e-9 to 1000000, not “-1”: 0.7 is used.',
      'crowd: colour is one of loss, speed, minimum, run, not “mood”: loss is used.',
      'crowd: tails is one of 0, 10, 30, 100, not “7”: 0 is used.',
      'crowd: seed is a whole number from 0 to 999999999, not “0.5”: 1 is used.',
    ]);
    expect(readCrowd('many', usual, adjust)).toBe(null);
    expect(said.at(-1)).toContain('“many”');
  });

  test('keeps its tails where they are not drawn: behind too many', () => {
    const many = readCrowd(decodeCrowd(`disk,${MOST_TAILED + 1},tails:100`, none), usual, none)!;
    expect(many.tails).toBe(100);
    expect([many, { ...many, count: MOST_TAILED }].map(tailsOf)).toEqual([0, 100]);
  });

  test('never breaks on hostile text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const crowd = readCrowd(
          decodeCrowd(text, () => {}),
          usual,
          () => {},
        );
        expect(Object.keys(crowd!)).toEqual(Object.keys(usual));
      }),
      { numRuns: 100, seed: 13 },
    );
  });
});
