import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predictionPath, residualPath, scatterDots, scatterFrame } from './scatter.ts';

const u = [1, 2, 3, 4];
const t = [10, 30, 20, 40];
const frame = scatterFrame(u, t, 300, 200);
const pointsOf = (path: string): [number, number][] =>
  [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
const tenth = (value: number): number => Math.round(value * 10) / 10;

describe('the frame of a scatter', () => {
  test('holds every sample between its axes', () => {
    for (const value of u) {
      expect(frame.toX(value)).toBeGreaterThan(frame.plot.left);
      expect(frame.toX(value)).toBeLessThan(frame.plot.right);
    }
    for (const value of t) {
      expect(frame.toY(value)).toBeGreaterThan(frame.plot.top);
      expect(frame.toY(value)).toBeLessThan(frame.plot.bottom);
    }
    expect(frame.toY(40)).toBeLessThan(frame.toY(10));
    expect(frame.yTicks.map(({ text }) => text)).toEqual(['10', '20', '30', '40']);
  });

  test('names two classes, and has room for the longer name', () => {
    const short = scatterFrame(u, [0, 1, 0, 1], 600, 200, { classes: ['a', 'b'] });
    const long = scatterFrame(u, [0, 1, 0, 1], 600, 200, { classes: ['versicolor', 'virginica'] });
    expect(long.yTicks).toEqual([
      { at: long.toY(0), text: 'versicolor' },
      { at: long.toY(1), text: 'virginica' },
    ]);
    expect(long.plot.left).toBeGreaterThan(short.plot.left + 50);
    // Dots stand outside the lines between which a probability runs, and inside the picture.
    const heights = [long.plot.top, long.dotY(1), long.toY(1), long.toY(0), long.dotY(0), long.plot.bottom];
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  test('has room for predictions, but not for ones far away', () => {
    const isIn = (value: number, { toY, plot }: typeof frame): boolean =>
      toY(value) >= plot.top && toY(value) <= plot.bottom;
    const low = scatterFrame(u, [0, 1, 0, 1], 300, 200, { classes: ['a', 'b'], predicted: [-0.8, 0.3, NaN] });
    expect(isIn(-0.8, low)).toBe(true);
    expect(isIn(1, low)).toBe(true);
    const far = scatterFrame(u, t, 300, 200, { predicted: [1e6, -Infinity] });
    expect([70, -20].every(value => isIn(value, far))).toBe(true);
    expect(isIn(80, far)).toBe(false);
    expect(scatterFrame(u, t, 300, 200, { predicted: [15, 35] }).yTicks).toEqual(frame.yTicks);
  });

  test.each([[[]], [[5]], [[5, 5]], [[-1e-9, 1e9]]])('is finite for %j', values => {
    const { toX, toY, xTicks, yTicks } = scatterFrame(values, values, 300, 200);
    const all = [toX(5), toY(5), ...xTicks.map(({ at }) => at), ...yTicks.map(({ at }) => at)];
    expect(all.every(Number.isFinite), all.join(' ')).toBe(true);
  });
});

describe('dots', () => {
  test('stand on their samples', () => {
    const [dots, ...others] = scatterDots(u, t, frame);
    expect(others).toEqual([]);
    expect(pointsOf(dots!.path)).toEqual(u.map((value, row) => [tenth(frame.toX(value)), tenth(frame.toY(t[row]!))]));
  });

  test('have the area of the number of samples there', () => {
    const [four, one] = scatterDots([1, 1, 1, 1, 3], [1, 1, 1, 1, 3], frame);
    expect(four!.diameter / one!.diameter).toBeCloseTo(2, 0);
    expect(pointsOf(four!.path)).toHaveLength(1);
  });

  test('are of the listed rows alone', () => {
    const [dots] = scatterDots(u, t, frame, [2, 0], 3);
    expect(dots!.diameter).toBe(scatterDots(u, t, frame, [2, 0])[0]!.diameter + 3);
    expect(pointsOf(dots!.path)).toEqual([2, 0].map(row => [tenth(frame.toX(u[row]!)), tenth(frame.toY(t[row]!))]));
    expect(scatterDots(u, t, frame, [])).toEqual([]);
  });

  test('are no more than the picture has room for', () => {
    const many = Array.from({ length: 200_000 }, (_, row) => Math.sin(row * row));
    const other = many.map((_, row) => Math.cos(row * 7));
    const dots = scatterDots(many, other, scatterFrame(many, other, 300, 200));
    expect(dots.reduce((sum, { path }) => sum + path.split('M').length - 1, 0)).toBeLessThan(150 * 100);
  });
});

describe('a prediction', () => {
  test('is a path through its values from edge to edge', () => {
    const points = pointsOf(predictionPath(value => 5 + 10 * value, frame));
    expect(points[0]![0]).toBe(tenth(frame.plot.left));
    expect(points.at(-1)![0]).toBe(tenth(frame.plot.right));
    for (const [x, y] of points) {
      const at = frame.inputs[0] + ((x - frame.plot.left) / (frame.plot.right - frame.plot.left)) * (frame.inputs[1] - frame.inputs[0]); // prettier-ignore
      expect(Math.abs(frame.toY(5 + 10 * at) - y)).toBeLessThan(0.2);
    }
  });

  test('is cut where it is no number, and empty where it is none at all', () => {
    const path = predictionPath(value => (Math.abs(value - 2.5) < 0.5 ? NaN : value), frame);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(predictionPath(() => NaN, frame)).toBe('');
  });

  test('never has a NaN, however far it goes', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        const path = predictionPath(value => a + b * value, frame);
        expect(path).not.toMatch(/NaN|Infinity|e/);
        for (const [, y] of pointsOf(path)) expect(Math.abs(y)).toBeLessThanOrEqual(1e4);
      }),
      { seed: 1 },
    );
  });
});

test('residuals go from the samples to the prediction', () => {
  const path = residualPath(u, t, () => 20, frame, [0, 2]);
  const [x0, x2] = [tenth(frame.toX(1)), tenth(frame.toX(3))];
  expect(path).toBe(
    `M${x0} ${tenth(frame.toY(10))}V${tenth(frame.toY(20))}M${x2} ${tenth(frame.toY(20))}V${tenth(frame.toY(20))}`,
  );
  expect(residualPath(u, t, () => NaN, frame, [0, 2])).toBe('');
});
