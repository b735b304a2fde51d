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

test.todo('x');
