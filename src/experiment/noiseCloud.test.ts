import { describe, expect, test } from 'vitest';
import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { openingOf, run } from './experiment.ts';
import { axesOf, joined, momentsOf, settledCloud, settledVariance } from './noiseCloud.ts';

describe('mean and covariance of places', () => {
  test('of four corners', () => {
    const near = (...values: number[]) => values.map(value => expect.closeTo(value, 12) as number);
    expect(momentsOf([1, 3, 1, 3], [0, 0, 4, 4])).toEqual({ count: 4, mean: near(2, 2), covariance: near(1, 0, 4) });
  });

  test('leave out what is lost, and are those of the parts taken together', () => {
    const x = Array.from({ length: 999 }, (_, i) => Math.sin(i) + 5);
    const y = x.map((value, i) => 2 * value + Math.cos(3 * i));
    const whole = momentsOf(x, y);
    const parts = joined([
      momentsOf(x.slice(0, 100), y.slice(0, 100)),
      momentsOf([NaN], [1]),
      momentsOf(x.slice(100), y.slice(100)),
    ]);
    expect(parts.count).toBe(999);
    parts.covariance.forEach((value, i) => expect(value).toBeCloseTo(whole.covariance[i]!, 12));
    parts.mean.forEach((value, i) => expect(value).toBeCloseTo(whole.mean[i]!, 12));
    expect(momentsOf([...x, Infinity, 0], [...y, 0, NaN]).count).toBe(999);
  });

  test('of nothing are none', () => {
    expect(joined([momentsOf([], [])])).toEqual({ count: 0, mean: [0, 0], covariance: [0, 0, 0] });
  });

  test('an ellipse has its axes, and the angle of the longer', () => {
    const { long, short, angle } = axesOf({ mean: [0, 0], covariance: [2.5, 1.5, 2.5] });
    expect([long, short, angle]).toEqual([2, 1, Math.PI / 4].map(value => expect.closeTo(value, 12)));
  });
});

describe('the settled cloud', () => {
  const noise = { rate: 0.1, momentum: 0.9, variance: 1 };
  test('is that of facts.md: α = 0.1, β = 0.9, λ = 1', () => {
    expect(settledVariance(1, { ...noise, nesterov: false })).toBeCloseTo(0.5135, 4);
    expect(settledVariance(1, { ...noise, nesterov: true })).toBeCloseTo(0.3218, 4);
    expect(settledVariance(1, { ...noise, rate: 4, nesterov: false })).toBeUndefined();
    expect(settledVariance(-1, { ...noise, nesterov: false })).toBeUndefined();
  });

  const onRavine = (source: Partial<GradientSource>) => ({
    ...openingOf(surfaceNamed('ravine')!),
    parameters: { kappa: 20, rotation: 30 },
    gradient: { ...exactGradient, noise: 1, ...source },
  });
  const momentum = run({ learning_rate: 0.02, momentum: 0.9 });

  test('lies along the valley', () => {
    const cloud = settledCloud(onRavine({}), momentum)!;
    const { long, short, angle } = axesOf(cloud);
    const settled = (curvature: number): number =>
      settledVariance(curvature, { ...noise, rate: 0.02, nesterov: false })!;
    expect(long ** 2).toBeCloseTo(settled(1), 10);
    expect(short ** 2).toBeCloseTo(settled(20), 10);
    expect((angle * 180) / Math.PI).toBeCloseTo(30, 8);
  });

  test('shrinks with replicas that are averaged and with accumulation, and grows where they are summed', () => {
    const long = (source: Partial<GradientSource>, options = {}): number =>
      axesOf(settledCloud(onRavine(source), run({ learning_rate: 0.02, ...options }))!).long;
    const one = long({});
    expect(long({ replicas: 4 })).toBeCloseTo(one / 2, 10);
    expect(long({}, { gradient_accumulation_steps: 4 })).toBeCloseTo(one / 2, 10);
    expect(long({ replicas: 2, reduce: 'sum' })).toBeGreaterThan(one * 0.99);
  });

  test('is not said where there is no closed form', () => {
    expect(settledCloud(onRavine({ noise: 0 }), momentum)).toBeUndefined();
    expect(settledCloud(onRavine({ float16: true }), momentum)).toBeUndefined();
    expect(settledCloud(onRavine({}), run({ clipnorm: 1 }))).toBeUndefined();
    expect(settledCloud(onRavine({}), run({}, 'Adam'))).toBeUndefined();
    const beale = { ...openingOf(surfaceNamed('beale')!), gradient: { ...exactGradient, noise: 1 } };
    expect(settledCloud(beale, momentum)).toBeUndefined();
  });
});
