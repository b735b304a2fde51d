import { describe, expect, test } from 'vitest';
import { surfaces } from '../surfaces/index.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import { typedSurface } from '../surfaces/typedSurface.ts';
import { curveFieldOf } from './curveField.ts';
import { curveFrame, curveOf, heightsOf } from './curveFrame.ts';

const curveOfText = (text: string) => curveOf(lossEvaluator(typedSurface({ text }), 'loss'), {});
const frameOf = (text: string, x0: number, x1: number) => {
  const curve = curveOfText(text);
  return curveFrame({ x: (x0 + x1) / 2, width: x1 - x0 }, heightsOf(curve, x0, x1), curve, 400, 300);
};
const numbers = (path: string): number[] =>
  path
    .split(/[MLHVZ\s]+/)
    .filter(Boolean)
    .map(Number);

describe('the frame of a curve', () => {
  test('puts a point at (x, f(x)), whatever its y, and reads x alone back', () => {
    const frame = frameOf('x^2', -2, 2);
    const [px, py] = frame.toPixel(1, 77);
    expect(px).toBeCloseTo(300, 9);
    expect(frame.y1 - (py / 300) * (frame.y1 - frame.y0)).toBeCloseTo(1, 9);
    expect(frame.toData(px, 3)).toEqual([1, 0]);
  });

  test('goes level from a point of the curve', () => {
    const frame = frameOf('x^2', -2, 2);
    const level = frame.level!(1, 10);
    expect(level.toPixel(1, 0)).toEqual([300, frame.toPixel(1, 0)[1] - 10]);
    expect(level.toPixel(-2, 0)[1]).toBe(level.toPixel(2, 5)[1]);
  });

  test('shows all of a curve with room round it, but not its poles', () => {
    const [low, high] = heightsOf(curveOfText('x^2'), -2, 2);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(4);
    expect(high).toBeLessThan(5);
    expect(heightsOf(curveOfText('1/x'), -2, 2).every(value => Math.abs(value) < 20)).toBe(true);
    expect(heightsOf(curveOfText('log(-1 - x^2)'), -2, 2)).toEqual([-1, 1]);
    expect(heightsOf(curveOfText('3 + 0 x'), -2, 2)[1]).toBeGreaterThan(3);
  });

  test('has finite pixels at any x, poles and gaps included', () => {
    const frame = frameOf('1/x + log(x + 1)', -2, 2);
    for (const x of [-1e30, -2, -1, 0, 1e-30, 2, 1e30])
      expect(frame.toPixel(x, 0).every(value => Number.isFinite(value))).toBe(true);
  });
});

test.each(surfaces.filter(({ dimensions }) => dimensions === 1).map(surface => [surface.name, surface] as const))(
  'the line of %s is its loss',
  (_, surface) => {
    const [low, high] = surface.domain[0];
    const curve = curveOf(lossEvaluator(surface, 'loss'), parameterInputs(defaultParameters(surface)));
    const frame = curveFrame({ x: (low + high) / 2, width: high - low }, heightsOf(curve, low, high), curve, 400, 300);
    const { bands, gap, curve: drawn } = curveFieldOf(curve, frame);
    expect([bands, gap]).toEqual([[], '']);
    const points = numbers(drawn!.line);
    expect(points.length).toBeGreaterThan(400);
    for (let i = 0; i < points.length; i += 2) {
      const [x] = frame.toData(points[i]!, 0);
      expect(Math.abs(frame.toPixel(x, 0)[1] - points[i + 1]!)).toBeLessThan(2);
    }
  },
);

test('undefined stretches are gaps, and the line is cut there', () => {
  const curve = curveOfText('sqrt(x^2 - 1)');
  const frame = curveFrame({ x: 0, width: 4 }, heightsOf(curve, -2, 2), curve, 400, 300);
  const { gap, curve: drawn } = curveFieldOf(curve, frame);
  expect(drawn!.line.match(/M/g)).toHaveLength(2);
  const [left, , right] = numbers(gap);
  expect(Math.abs(left! - 100)).toBeLessThan(1.5);
  expect(Math.abs(right! - 300)).toBeLessThan(1.5);
});
