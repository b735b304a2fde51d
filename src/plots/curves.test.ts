import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveFrame, curvePath, type CurveFrame } from './curves.ts';

const WIDTH = 300;
const HEIGHT = 120;
const frameOf = (values: readonly number[], log: boolean): CurveFrame =>
  curveFrame([values], values.length - 1, WIDTH, HEIGHT, log);
const pointsOf = (path: string): [x: number, y: number][] =>
  path
    .split(/[ML]/)
    .filter(Boolean)
    .map(point => point.split(' ').map(Number) as [number, number]);

describe('the axes', () => {
  test('hold every value that can be shown', () => {
    const frame = curveFrame([[3, 1, NaN], [0.5, Infinity, 8]], 2, WIDTH, HEIGHT, false); // prettier-ignore
    expect(frame.toY(8)).toBeGreaterThanOrEqual(0);
    expect(frame.toY(8)).toBeLessThan(frame.toY(0.5));
    expect(frame.toY(0)).toBeLessThanOrEqual(HEIGHT);
    expect([0, 1, 2].map(step => frame.toStep(frame.toX(step)))).toEqual([0, 1, 2]);
  });

  test('are logarithmic over powers of ten, and leave zero and less out', () => {
    const frame = frameOf([1000, 0.01, 0, -5, NaN], true);
    expect(frame.yTicks.map(({ text, exponent }) => text + exponent)).toEqual(['104', '102', '100', '10−2']);
    const decade = frame.toY(1) - frame.toY(10);
    expect(decade).toBeGreaterThan(5);
    expect(frame.toY(10) - frame.toY(100)).toBeCloseTo(decade, 6);
    for (const value of [0, -5, NaN]) expect(frame.toY(value)).toBeNaN();
  });

  test('hold eighteen decades; what is smaller leaves the picture below', () => {
    const frame = frameOf([1, 1e-40], true);
    expect(frame.toY(1e-40)).toBeGreaterThan(HEIGHT);
    expect(frame.toY(1e-17)).toBeLessThan(HEIGHT);
  });

  test.each([[[]], [[NaN]], [[0, 0]], [[5]], [[-3, -2]], [[Infinity]]])('are finite for %j', values => {
    for (const log of [false, true]) {
      const frame = frameOf(values, log);
      const all = [
        ...frame.yTicks.map(({ at }) => at),
        ...frame.xTicks.map(({ at }) => at),
        frame.toX(0),
        frame.toY(1),
      ];
      expect(all.every(Number.isFinite), all.join(' ')).toBe(true);
    }
  });
});

describe('a run that escapes', () => {
  const calm = [4, 2, 1];
  const wild = [4, 1e10, 1e30];
  test.each([false, true])('leaves the scale to the others, and the picture; logarithmic %s', log => {
    const frame = curveFrame([calm, wild], 2, WIDTH, HEIGHT, log);
    expect(frame.toY(1e30)).toBeLessThan(0);
    expect(frame.toY(4)).toBeGreaterThan(0);
    expect(frame.toY(1) - frame.toY(4)).toBeGreaterThan(10);
  });

  test('alone shows how it began', () => {
    const frame = curveFrame([[1, 2, 4, 8, 16, 1e30]], 5, WIDTH, HEIGHT, false);
    expect(frame.toY(1e30)).toBeLessThan(0);
    expect(frame.toY(16)).toBeGreaterThan(0);
  });
});

describe('a curve', () => {
  test('is a line through its values', () => {
    const frame = frameOf([0, 10, 5], false);
    const expected = [0, 10, 5].map((value, k) => [frame.toX(k), frame.toY(value)].map(v => Number(v.toFixed(1))));
    expect(pointsOf(curvePath([0, 10, 5], frame, 0))).toEqual(expected);
    expect(pointsOf(curvePath([10, 5], frame, 1))).toEqual(expected.slice(1));
  });

  test('has no point where there is no value, and is empty where there is none at all', () => {
    const frame = frameOf([1, 2, 3], false);
    expect(pointsOf(curvePath([NaN, 2, Infinity, 3], frame, 0))).toHaveLength(2);
    expect(curvePath([NaN, Infinity], frame, 0)).toBe('');
    expect(curvePath([], frame, 0)).toBe('');
  });

  test('never has a NaN, and goes no further out than the picture is cut', () => {
    const value = fc.oneof(fc.float(), fc.double({ min: -1e3, max: 1e3 }), fc.constantFrom(0, -0, NaN, Infinity));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 900 }), fc.boolean(), (values, log) => {
        const frame = frameOf(values, log);
        for (const [x, y] of pointsOf(curvePath(values, frame, 0))) {
          expect(x >= 0 && x <= WIDTH && y >= -100 && y <= HEIGHT + 100, `${x} ${y}`).toBe(true);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('of more steps than pixels keeps every swing', () => {
    const values = Array.from({ length: 10_000 }, (_, k): number => (k % 2 ? 1 : -1));
    values[4321] = 100;
    values[8765] = -100;
    const frame = frameOf(values, false);
    const points = pointsOf(curvePath(values, frame, 0));
    expect(points.length).toBeLessThan(3 * WIDTH);
    const ys = points.map(([, y]) => y);
    expect(Math.min(...ys)).toBeCloseTo(frame.toY(100), 0);
    expect(Math.max(...ys)).toBeCloseTo(frame.toY(-100), 0);
    const xs = points.map(([x]) => x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    const each = points.filter(([, y]) => Math.abs(y - frame.toY(1)) < 0.1 || Math.abs(y - frame.toY(-1)) < 0.1);
    expect(each.length).toBeGreaterThan(points.length - 4); // both walls, in every pixel
  });
});
