import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultParameters, lossEvaluator, parameterInputs } from './loss.ts';
import { minimaOf } from './minima.ts';
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

/** λ_min, λ_max of a symmetric 2×2 matrix; of a curve its one second derivative, twice. */
function eigenvalues(
  [xx, xy, , yy]: readonly number[],
  { dimensions }: Pick<Surface, 'dimensions'> = {},
): [number, number] {
  if (dimensions === 1) return [xx!, xx!];
  const [middle, radius] = [(xx! + yy!) / 2, Math.hypot((xx! - yy!) / 2, xy!)];
  return [middle - radius, middle + radius];
}

const between = (low: number, high: number) =>
  fc.integer({ min: 0, max: 2 ** 30 }).map(k => low + ((high - low) * k) / 2 ** 30);
const pointsIn = ({ domain: [x, y], dimensions }: Surface): [number, number][] =>
  fc.sample(fc.tuple(between(...x), dimensions === 1 ? fc.constant(0) : between(...y)), { seed: 7, numRuns: POINTS });

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
    const [low, high] = surface.domain[0];
    const h = 2e-6 * (high - low);
    const slack = name === 'eggholder' ? 1e-4 : 1e-6; // at its creases the second derivative has no bound
    for (const { x, y, gradient, hessian } of here) {
      [at(x + h, y), at(x, y + h)].forEach((ahead, i) => {
        const behind = i === 0 ? at(x - h, y) : at(x, y - h);
        expect(Math.abs(gradient[i]! - (ahead.loss - behind.loss) / (2 * h))).toBeLessThan(slack * gradientScale);
        ahead.gradient.forEach((slope, j) => {
          const difference = (slope - behind.gradient[j]!) / (2 * h);
          expect(Math.abs(hessian[2 * i + j]! - difference)).toBeLessThan(slack * hessianScale);
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

/** Minima with a second derivative; Ackley's is the tip of a funnel. */
const isRegular = (name: string): boolean => name !== 'ackley';

test.each(surfaces.filter(surface => surface.minima.length).map(surface => [surface.name, surface] as const))(
  'the known minima of %s are minima wherever the sliders stand, with the curvature that is given',
  (name, surface) => {
    const exact = surface.minima.every(({ loss }) => loss !== undefined);
    for (const parameters of parameterSets(surface)) {
      const at = derivatives(surface, parameters);
      const gradientScale = largest(pointsIn(surface).map(([x, y]) => at(x, y).gradient));
      const minima = minimaOf(surface, parameters);
      if (exact || parameters === defaultParameters(surface)) expect(minima.length).toBe(surface.minima.length);
      for (const minimum of minima) {
        const { loss, gradient, hessian } = at(minimum.x, minimum.y);
        expect(Math.abs(loss - minimum.loss)).toBeLessThan(1e-6);
        if (!isRegular(name)) continue;
        const [least, most] = eigenvalues(hessian, surface);
        expect(largest([gradient])).toBeLessThan(1e-6 * gradientScale);
        expect(least).toBeGreaterThan(0);
        if (!minimum.curvature) continue;
        expect(minimum.curvature).toHaveLength(surface.dimensions ?? 2);
        expect(Math.abs(minimum.curvature[0]! - least)).toBeLessThan(1e-6 * most);
        expect(Math.abs(minimum.curvature.at(-1)! - most)).toBeLessThan(1e-6 * most);
      }
    }
  },
);

test('all around Ackley’s funnel is higher ground', () => {
  const at = derivatives(surfaceNamed('ackley')!, {});
  for (let k = 0; k < 64; k++)
    for (const r of [1e-9, 1e-6, 1e-3, 0.1, 0.5]) expect(at(r * Math.cos(k), r * Math.sin(k)).loss).toBeGreaterThan(0);
});

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

/** facts.md 5.4, computed with sympy: x, y, f and the Hessian's eigenvalues (a curve has one), to the digits that stand here. */
const known: Readonly<Record<string, readonly string[]>> = {
  rosenbrock: ['1 1 0 0.399361 1001.600639'],
  himmelblau: [
    '3 2 0 25.715729 82.284271',
    '-2.805118087 3.131312518 0 64.840373 80.550072',
    '-3.779310253 -3.283185991 0 70.714355 133.785615',
    '3.584428340 -1.848126527 0 28.690677 105.418908',
  ],
  beale: ['3 .5 0 .301464 48.979786'],
  booth: ['1 3 0 2 18'],
  matyas: ['0 0 0 .04 1'],
  rastrigin: ['0 0 0 396.784176 396.784176'],
  styblinski_tang: ['-2.903534028 -2.903534028 -78.3323314 34.583059 34.583059'],
  three_hump_camel: ['0 0 0 1.585786 4.414214'],
  six_hump_camel: [
    '.089842013 -.712656403 -1.03162845 7.682251 16.493195',
    '-.089842013 .712656403 -1.03162845 7.682251 16.493195',
  ],
  mccormick: ['-.547197551 -1.547197551 -1.91322295 1.732051 4'],
  goldstein_price: ['0 -1 3 402.831 965.169'],
  double_gaussian: ['-.936300634 0 -2.06309 30.2047 31.3975', '.905317899 0 -1.09273 19.4090 21.1233'],
  lessard: ['0 0 0 25'],
};

test.each(Object.entries(known))('the minima of %s to the digits of facts.md', (name, rows) => {
  const surface = surfaceNamed(name)!;
  const parameters = defaultParameters(surface);
  const at = derivatives(surface, parameters);
  const minima = minimaOf(surface, parameters);
  expect(minima.length).toBeGreaterThanOrEqual(rows.length);
  rows.forEach((row, i) => {
    const { x, y, curvature } = minima[i]!;
    const { loss, hessian } = at(x, y);
    const actual = [x, y, loss, ...eigenvalues(hessian, surface)];
    row.split(' ').forEach((given, k) => {
      // Half a unit of the last digit given, and a hair for its decimal representation; whole numbers are exact.
      const tolerance = given.includes('.') ? 0.51 * 10 ** -given.split('.')[1]!.length : 1e-9;
      expect(Math.abs(actual[k]! - Number(given)), `${name} ${given}`).toBeLessThan(tolerance);
      if (k > 2) expect(Math.abs(curvature![k - 3]! - Number(given)), `${name} ${given}`).toBeLessThan(tolerance);
    });
  });
});

test('the double well to six digits, at its formula’s own curvature', () => {
  const list = minimaOf(surfaceNamed('double_well')!, { t: 0.1 });
  expect(list.map(({ x }) => Number(x.toFixed(6)))).toEqual([-0.544017, 0.439443]);
  for (const { x, curvature } of list) expect(curvature![0]).toBeCloseTo(12 * x * x - 1, 9);
});
