import { describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import { columnOf, type Trace } from '../experiment/trace.ts';
import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Config } from '../optimizers/rules/rule.ts';
import type { Surface } from '../surfaces/surface.ts';
import { array } from './array.ts';
import { createEngine } from './engine.ts';
import { loops } from './loops.ts';

const bowl = { name: 'bowl', formula: ['0.5 (x^2 + y^2)'], parameters: [] } as unknown as Surface;

interface Course {
  readonly source?: Partial<GradientSource>;
  readonly steps?: number;
  readonly start?: readonly [number, number];
  readonly surface?: Surface;
}

const withSource = (optimizer: OptimizerConfig, source: Partial<GradientSource> = {}): OptimizerConfig => ({
  ...optimizer,
  source: { ...exactGradient, ...source },
});

function play(
  optimizer: OptimizerConfig,
  { source, steps = 50, start = [3, -2], surface = bowl }: Course = {},
  backend = loops,
): Trace {
  const job = {
    surface,
    parameters: {},
    optimizer: withSource(optimizer, source),
    starts: [start],
    steps,
    record: 'trace',
  } as const;
  return createEngine(backend).traceNow([job]).traces[0]!;
}

const sgd = (options: Partial<Config> = {}, extra = {}): OptimizerConfig =>
  run({ learning_rate: 0.1, ...options }, 'SGD', extra);

/** The mean of the squares of x and of y from a call on: 0 is the minimum. */
function variance(trace: Trace, from: number, read = columnOf): number {
  const values = [...read(trace, 'x').slice(from), ...read(trace, 'y').slice(from)];
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

describe('noise on the gradient', () => {
  const noisy = { source: { noise: 1, seed: 3 }, start: [0, 0] } as const;

  test('is the same in both lowerings to the bit, and another for another seed', () => {
    const course = { ...noisy, steps: 40 };
    const optimizer = sgd({ momentum: 0.9 });
    expect(play(optimizer, course, array).rows).toEqual(play(optimizer, course).rows);
    expect(play(optimizer, { ...course, source: { noise: 1, seed: 4 } }).rows).not.toEqual(
      play(optimizer, course).rows,
    );
  });

  test('is standard normal, times σ: mean, variance, skewness, kurtosis, and no two elements or calls alike', () => {
    const trace = play(sgd(), { ...noisy, steps: 10_000 });
    const [x, y] = ['noise.noise.x', 'noise.noise.y'].map(name => columnOf(trace, name).slice(1));
    const mean = (of: (i: number) => number): number => x!.reduce((sum, _, i) => sum + of(i), 0) / x!.length;
    for (const values of [x!, y!]) {
      expect(mean(i => values[i]!)).toBeCloseTo(0, 1);
      expect(Math.abs(mean(i => values[i]! ** 2) - 1)).toBeLessThan(0.05);
      expect(Math.abs(mean(i => values[i]! ** 3))).toBeLessThan(0.12);
      expect(Math.abs(mean(i => values[i]! ** 4) - 3)).toBeLessThan(0.4);
      expect(Math.abs(mean(i => values[i]! * (values[i - 1] ?? 0)))).toBeLessThan(0.04);
    }
    expect(Math.abs(mean(i => x![i]! * y![i]!))).toBeLessThan(0.04);
  });

  test('a call can be recomputed alone: a longer run begins with the shorter', () => {
    const [short, long] = [play(sgd(), { ...noisy, steps: 30 }), play(sgd(), { ...noisy, steps: 60 })];
    expect(long.rows.slice(0, short.rows.length)).toEqual(short.rows);
  });
});

describe('the noise cloud on ½λx² (facts.md, 5.3)', () => {
  const samples = 100_000;
  const [alpha, beta, lambda, burn] = [0.1, 0.9, 1, 1000];
  const noisy = (steps: number) => ({ source: { noise: 1, seed: 20 }, start: [0, 0], steps }) as const;
  const cloud = (options: Partial<Config>): Trace =>
    play(sgd({ learning_rate: alpha, ...options }), noisy(samples + burn));
  const within = (actual: number, expected: number, share: number): void =>
    expect(Math.abs(actual / expected - 1), `${actual} for ${expected}`).toBeLessThan(share);

  test('F24a: of momentum', () => {
    const expected = (alpha * (1 + beta)) / (lambda * (1 - beta) * (2 * (1 + beta) - alpha * lambda));
    within(variance(cloud({ momentum: beta }), burn), expected, 0.03);
  });

  test('F24b and F24c: of Nesterov’s w, and of its θ = w − βv', () => {
    const trace = cloud({ momentum: beta, nesterov: true });
    const shared = lambda * (1 - beta + alpha * beta * lambda) * (2 + 2 * beta - alpha * lambda * (1 + 2 * beta));
    within(
      variance(trace, burn),
      (alpha * (1 + beta + alpha * beta * lambda + 2 * alpha * beta ** 2 * lambda)) / shared,
      0.03,
    );
    const theta = (of: Trace, name: string): Float64Array => {
      const velocity = columnOf(of, `update.velocity.${name}`);
      return columnOf(of, name).map((w, i) => w - beta * velocity[i]!);
    };
    within(variance(trace, burn, theta), (alpha * (1 + beta - alpha * beta * lambda)) / shared, 0.03);
  });

  test('F24e: four calls to an update leave σ²/4', () => {
    const [once, four] = [undefined, 4].map(calls =>
      variance(cloud({ ...(calls !== undefined && { gradient_accumulation_steps: calls }) }), burn),
    );
    const plain = alpha / (lambda * (2 - alpha * lambda));
    within(once!, plain, 0.03);
    within(four!, plain / 4, 0.05); // a quarter as many updates
    const updates = columnOf(cloud({ gradient_accumulation_steps: 4 }), 'accumulate.g.x').filter(
      (_, k) => k > 0 && k % 4 === 0,
    );
    const x = columnOf(cloud({ gradient_accumulation_steps: 4 }), 'x').filter((_, k) => k % 4 === 0);
    const noise = updates.map((g, i) => g - x[i]!);
    within(noise.reduce((sum, value) => sum + value * value, 0) / noise.length, 1 / 4, 0.03);
  });

  test('F27: of the average of plain SGD', () => {
    const gamma = 0.95;
    const trace = cloud({ use_ema: true, ema_momentum: gamma });
    const rho = 1 - alpha * lambda;
    const expected =
      (((alpha / (lambda * (2 - alpha * lambda))) * (1 - gamma)) / (1 + gamma)) *
      ((1 + gamma * rho) / (1 - gamma * rho));
    within(
      variance(trace, burn, (of, name) => columnOf(of, `average.average.${name}`)),
      expected,
      0.03,
    );
  });
});

describe('replicas', () => {
  const source = { noise: 0.5, replicas: 4, seed: 2 } as const;

  test('summed are four times averaged, each with its own noise', () => {
    const mean = play(sgd(), { source, steps: 1 });
    const sum = play(sgd(), { source: { ...source, reduce: 'sum' }, steps: 1 });
    for (const axis of ['x', 'y']) {
      expect(columnOf(sum, `aggregate.g.${axis}`)[1]).toBe(4 * columnOf(mean, `aggregate.g.${axis}`)[1]!);
      const own = ['noise.g', 'noise.g_2', 'noise.g_3', 'noise.g_4'].map(name => columnOf(sum, `${name}.${axis}`)[1]!);
      expect(new Set(own).size).toBe(4);
      expect(columnOf(sum, `aggregate.g.${axis}`)[1]).toBe(own.reduce((total, g) => Math.fround(total + g)));
    }
  });

  test('averaged leave a quarter of the variance', () => {
    const course = { source: { noise: 1, replicas: 4, seed: 5 }, start: [0, 0], steps: 20_000 } as const;
    const expected = 0.1 / (2 - 0.1) / 4;
    expect(Math.abs(variance(play(sgd(), course), 200) / expected - 1)).toBeLessThan(0.05);
  });

  test.each(['keras3', 'legacy', 'tf2.0'] as const)('of %s are clipped before they are joined, or after', dialect => {
    const optimizer = run({ learning_rate: 0.1, clipnorm: 0.5 }, 'SGD', { dialect });
    const trace = play(optimizer, { source: { ...source, reduce: 'sum' }, steps: 1 });
    const g = ['x', 'y'].map(axis => columnOf(trace, `${dialect === 'legacy' ? 'clip' : 'aggregate'}.g.${axis}`)[1]!);
    const length = Math.hypot(g[0]!, g[1]!);
    if (dialect === 'legacy') expect(length).toBeCloseTo(0.5, 6);
    else expect(length).toBeGreaterThan(1); // four gradients of length ½ that point much the same way
  });

  test('accumulate each its own, as the mean over both does', () => {
    const optimizer = sgd({ gradient_accumulation_steps: 3, momentum: 0.9 });
    const trace = play(optimizer, { source, steps: 9 });
    const [g, all] = [
      columnOf(trace, 'aggregate.g.x'),
      ['', '_2', '_3', '_4'].map(r => columnOf(trace, `noise.g${r}.x`)),
    ];
    const mean = [4, 5, 6].flatMap(k => all.map(values => values[k]!)).reduce((sum, value) => sum + value, 0) / 12;
    expect(g[6]).toBeCloseTo(mean, 5);
    expect(play(optimizer, { source, steps: 9 }, array).rows).toEqual(trace.rows);
  });

  test('without noise are the exact run', () => {
    const exact = play(sgd({ momentum: 0.9 }));
    const four = play(sgd({ momentum: 0.9 }), { source: { replicas: 4 } });
    expect(columnOf(four, 'loss')).toEqual(columnOf(exact, 'loss'));
  });
});

describe('half precision', () => {
  test('loses small gradients, unless the loss is scaled; and overflows if it is scaled too far', () => {
    const course = { source: { float16: true }, start: [1e-8, 0], steps: 3 } as const;
    expect(columnOf(play(sgd(), course), 'float16.g.x')[1]).toBe(0);
    const scaled = play(sgd({ loss_scale_factor: 65_536 }), course);
    expect(columnOf(scaled, 'scale.g.x')[1]).toBe(Math.fround(0.0006551742553710938));
    expect(columnOf(scaled, 'unscale.g.x')[1]).toBeCloseTo(1e-8, 10);
    expect(columnOf(scaled, 'x')[3]).toBeLessThan(0.8e-8);
    const far = play(sgd({ loss_scale_factor: 65_536 }), { ...course, start: [3, 0] });
    expect(far.divergedAt).toBe(1);
  });

  test('makes LossScaleOptimizer halve its scale until nothing overflows', () => {
    const optimizer = run({ learning_rate: 0.1, initial_scale: 131_072 }, 'LossScaleOptimizer');
    const trace = play(optimizer, { source: { float16: true }, start: [3, 0], steps: 6 });
    expect(columnOf(trace, 'check.finite').slice(1)).toEqual(Float64Array.of(0, 0, 0, 1, 1, 1));
    expect(columnOf(trace, 'rescale.dynamic_scale')[6]).toBe(16_384);
    expect(columnOf(trace, 'x')[3]).toBe(3);
    expect(columnOf(trace, 'x')[4]).toBeLessThan(3);
  });
});

describe('forward differences', () => {
  const slope = (h: number): number =>
    columnOf(play(sgd(), { source: { difference: h }, start: [3, -2], steps: 1 }), 'gradient.g.x')[1]!;

  test('are off by h/2 on a parabola where h is large, and by rounding where it is small', () => {
    expect(slope(0.5)).toBeCloseTo(3.25, 5);
    expect(Math.abs(slope(1e-3) - 3)).toBeLessThan(2e-3);
    expect(Math.abs(slope(1e-6) - 3)).toBeGreaterThan(0.1);
    expect(slope(1e-8)).toBe(0);
  });

  test('are taken variable by variable, and in both lowerings alike', () => {
    const course = { source: { difference: 0.01 }, steps: 20 } as const;
    const scalars = sgd({ momentum: 0.9 }, { layout: 'scalars' });
    expect(columnOf(play(scalars, course), 'loss')).toEqual(columnOf(play(sgd({ momentum: 0.9 }), course), 'loss'));
    expect(play(scalars, course, array).rows).toEqual(play(scalars, course).rows);
  });
});

test('a rule’s own names are not the source’s', () => {
  const lines = 'sigma = sigma + 1; w = w - noise * g / sigma';
  const optimizer = run({ noise: 0.5 }, 'Custom', { lines });
  const plain = play(optimizer, { steps: 5 });
  const silent = play(optimizer, { steps: 5, source: { noise: 1e-30 } });
  expect(columnOf(silent, 'x')).toEqual(columnOf(plain, 'x'));
});
