import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultParameters, lossEvaluator, minimaOf, parameterInputs } from './loss.ts';
import { surfaceNamed, surfaces } from './index.ts';
import type { Surface, SurfaceParameters } from './surface.ts';

const POINTS = 1000;

/** What a surface is at a point, in float64. */
interface Derivatives {
  readonly loss: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly number[];
}

function derivatives(surface: Surface, parameters: SurfaceParameters) {
  const evaluator = lossEvaluator(surface, 'derivatives');
  const uniforms = parameterInputs(parameters);
  return (x: number, y: number): Derivatives => {
    const [loss, ...rest] = evaluator.run({ ...uniforms, x, y }, 1).map(lane => lane[0]!);
    return { loss: loss!, gradient: rest.slice(0, 2), hessian: rest.slice(2) };
  };
}

/** λ_min, λ_max of a symmetric 2×2 matrix. */
function eigenvalues([xx, xy, , yy]: readonly number[]): [number, number] {
  const [middle, radius] = [(xx! + yy!) / 2, Math.hypot((xx! - yy!) / 2, xy!)];
  return [middle - radius, middle + radius];
}

const between = (low: number, high: number) =>
  fc.integer({ min: 0, max: 2 ** 30 }).map(k => low + ((high - low) * k) / 2 ** 30);
const pointsIn = ({ domain: [x, y] }: Surface): [number, number][] =>
  fc.sample(fc.tuple(between(...x), between(...y)), { seed: 7, numRuns: POINTS });

/** The defaults first, then all over the ranges of the sliders. */
function parameterSets(surface: Surface): SurfaceParameters[] {
  const ranges = Object.fromEntries(surface.parameters.map(({ name, min, max }) => [name, between(min, max)]));
  return [defaultParameters(surface), ...fc.sample(fc.record(ranges), { seed: 8, numRuns: 20 })];
}

const largest = (rows: readonly (readonly number[])[]): number => Math.max(...rows.flat().map(Math.abs));

describe.each(surfaces.map(surface => [surface.name, surface] as const))('%s', (name, surface) => {
  test('the derivatives are those of central differences all over the domain', () => {
    const at = derivatives(surface, defaultParameters(surface));
    const here = pointsIn(surface).map(([x, y]) => ({ x, y, ...at(x, y) }));
    const gradientScale = largest(here.map(({ gradient }) => gradient));
    const hessianScale = largest(here.map(({ hessian }) => hessian));
    expect(gradientScale).toBeGreaterThan(0);
    const h = 1e-5;
    for (const { x, y, gradient, hessian } of here) {
      [at(x + h, y), at(x, y + h)].forEach((ahead, i) => {
        const behind = i === 0 ? at(x - h, y) : at(x, y - h);
        expect(Math.abs(gradient[i]! - (ahead.loss - behind.loss) / (2 * h))).toBeLessThan(1e-6 * gradientScale);
        ahead.gradient.forEach((slope, j) => {
          const difference = (slope - behind.gradient[j]!) / (2 * h);
          expect(Math.abs(hessian[2 * i + j]! - difference)).toBeLessThan(1e-6 * hessianScale);
        });
      });
    }
  });

  test('defaults lie in their ranges, the start and the minima on the stage', () => {
    for (const parameter of surface.parameters) {
      expect(parameter.default).toBeGreaterThanOrEqual(parameter.min);
      expect(parameter.default).toBeLessThanOrEqual(parameter.max);
      expect(parameter.step).toBeGreaterThan(0);
    }
    const shown = minimaOf(surface, defaultParameters(surface)).map(({ x, y }) => [x, y]);
    for (const point of [surface.start, ...shown])
      surface.domain.forEach(([low, high], i) => {
        expect(point[i]).toBeGreaterThan(low);
        expect(point[i]).toBeLessThan(high);
      });
  });

  test('is found by its name, which no other surface has', () => {
    expect(surfaceNamed(name)).toBe(surface);
    expect(surfaces.filter(other => other.name === name || other.title === surface.title)).toEqual([surface]);
  });
});

test.each(surfaces.filter(surface => surface.minima.length).map(surface => [surface.name, surface] as const))(
  'the known minima of %s are minima wherever the sliders stand',
  (_, surface) => {
    for (const parameters of parameterSets(surface)) {
      const at = derivatives(surface, parameters);
      const gradientScale = largest(pointsIn(surface).map(([x, y]) => at(x, y).gradient));
      const minima = minimaOf(surface, parameters);
      expect(minima.length).toBe(surface.minima.length);
      for (const minimum of minima) {
        const { loss, gradient, hessian } = at(minimum.x, minimum.y);
        expect(largest([gradient])).toBeLessThan(1e-6 * gradientScale);
        expect(Math.abs(loss - minimum.loss)).toBeLessThan(1e-6);
        expect(eigenvalues(hessian)[0]).toBeGreaterThan(0);
      }
    }
  },
);

describe('ravine', () => {
  const ravine = surfaceNamed('ravine')!;

  test('unrotated, its float32 gradient is (x, κ y), each rounded once', () => {
    const evaluator = lossEvaluator(ravine, 'derivatives', 'float32');
    const kappa = Math.fround(33.3);
    for (const [x, y] of pointsIn(ravine).map(point => point.map(Math.fround) as [number, number])) {
      const [, slopeX, slopeY] = evaluator.run({ ...parameterInputs({ kappa, rotation: 0 }), x, y }, 1);
      expect([slopeX![0], slopeY![0]]).toEqual([x, Math.fround(kappa * y)]);
    }
  });

  test.each([18, 90, -45, 63.5])('rotated by %d°, it is the unrotated one in rotated coordinates', rotation => {
    const rotated = derivatives(ravine, { kappa: 20, rotation });
    const upright = derivatives(ravine, { kappa: 20, rotation: 0 });
    const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
    for (const [x, y] of pointsIn(ravine).slice(0, 100)) {
      const actual = rotated(x, y);
      const { loss, gradient } = upright(x * cos + y * sin, y * cos - x * sin);
      const [along, across] = gradient as [number, number];
      expect(actual.loss).toBeCloseTo(loss, 10);
      expect(actual.gradient[0]).toBeCloseTo(along * cos - across * sin, 10);
      expect(actual.gradient[1]).toBeCloseTo(along * sin + across * cos, 10);
      expect(eigenvalues(actual.hessian)[0]).toBeCloseTo(1, 10);
      expect(eigenvalues(actual.hessian)[1]).toBeCloseTo(20, 10);
    }
  });
});

/** Computed with sympy to these digits: x, y and the Hessian's eigenvalues. */
const known: Readonly<Record<string, readonly (readonly [x: number, y: number, least: number, most: number])[]>> = {
  rosenbrock: [[1, 1, 0.399361, 1001.600639]],
  himmelblau: [
    [3, 2, 25.715729, 82.284271],
    [-2.805118087, 3.131312518, 64.840373, 80.550072],
    [-3.779310253, -3.283185991, 70.714355, 133.785615],
    [3.58442834, -1.848126527, 28.690677, 105.418908],
  ],
  beale: [[3, 0.5, 0.301464, 48.979786]],
  rastrigin: [[0, 0, 396.784176, 396.784176]],
};

test.each(Object.entries(known))('the curvature at the minima of %s', (name, rows) => {
  const surface = surfaceNamed(name)!;
  const parameters = defaultParameters(surface);
  const at = derivatives(surface, parameters);
  const minima = minimaOf(surface, parameters);
  expect(minima.length).toBe(rows.length);
  minima.forEach(({ x, y }, i) => {
    const actual = [x, y, ...eigenvalues(at(x, y).hessian)];
    // Half a unit of the last digit given, and a hair for its decimal representation.
    const digits = [9, 9, 6, 6];
    actual.forEach((value, k) => expect(Math.abs(value - rows[i]![k]!)).toBeLessThan(0.51 * 10 ** -digits[k]!));
  });
});
