import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, boxesAlong, boxOf, clearSpot, isWithin, spotsAlong, spotsBeside, type Box } from './labels.ts';

const SHEET = { width: 600, height: 400 };
const SIZE = 13;
const WORDS = 'momentum · velocity';

const meet = (a: Box, b: Box): boolean => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

const places = fc.tuple(fc.integer({ min: 170, max: 430 }), fc.integer({ min: 60, max: 340 }));

test('words beside an arrow cover neither it nor the mark at its end, whichever way it points', () => {
  fc.assert(
    fc.property(places, places, (from, to) => {
      fc.pre(Math.hypot(to[0] - from[0], to[1] - from[1]) > 34);
      const taken = [...boxesAlong(from, to), boxAround(to, 9)];
      const box = boxOf(WORDS, clearSpot(WORDS, spotsAlong(WORDS, from, to, 8, SIZE), SIZE, taken, SHEET), SIZE);
      expect(isWithin(box, SHEET)).toBe(true);
      expect(taken.filter(other => meet(box, other))).toEqual([]);
    }),
    { numRuns: 1000, seed: 5 },
  );
});

test('a word beside a mark makes way for another, and stays in the picture', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 590 }), fc.integer({ min: 40, max: 360 }), fc.boolean(), (x, y, right) => {
      const other = boxAround([x + (right ? 40 : -40), y], 12);
      const spot = clearSpot('θ', spotsBeside([x, y], 11, SIZE), SIZE, [other], SHEET);
      const box = boxOf('θ', spot, SIZE);
      expect(isWithin(box, SHEET)).toBe(true);
      expect(meet(box, other)).toBe(false);
    }),
    { seed: 5 },
  );
});

test('where every spot covers something it is the one that covers least', () => {
  const spots = [
    { x: 100, y: 100, anchor: 'start' },
    { x: 100, y: 200, anchor: 'start' },
  ] as const;
  const taken = [boxOf(WORDS, spots[0], SIZE), boxAround([102, 200], 3)];
  expect(clearSpot(WORDS, spots, SIZE, taken, SHEET)).toBe(spots[1]);
});
