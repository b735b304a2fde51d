import { describe, expect, test } from 'vitest';
import fitted from '../data/testing/fitted.json' with { type: 'json' };
import { overData } from '../experiment/dataChoice.ts';
import { openingOf, run } from '../experiment/experiment.ts';
import { columnOf, type Trace } from '../experiment/trace.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { lossEvaluator } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { array } from './array.ts';
import { batchSamples } from './batch.ts';
import { createEngine } from './engine.ts';
import { traceJobs } from './job.ts';
import { loops } from './loops.ts';
import { planOf } from './plan.ts';

const losses = ['line', 'quadratic', 'logistic', 'neuron'] as const;
const momentum = (learning_rate: number, more = {}) => run({ learning_rate, momentum: 0.9, ...more });

function experimentOn(surface: Surface, gradient: Partial<GradientSource>, options = {}, steps = 60) {
  return {
    ...openingOf(surface),
    steps,
    gradient: { ...exactGradient, ...gradient },
    runs: [momentum(surface.learningRate, options)],
  };
}

const traceOf = async (experiment: ReturnType<typeof experimentOn>, backend = loops): Promise<Trace> =>
  (await createEngine(backend).trace(traceJobs(experiment)))!.traces[0]!;

const sources: Record<string, Partial<GradientSource>> = {
  'all samples': {},
  'batches of 4': { batch: 4 },
  'batches of 4, with replacement': { batch: 4, replacement: true },
  'batches of 7 on 3 replicas': { batch: 7, replicas: 3 },
  'noise on batches of 5': { batch: 5, noise: 0.2 },
  'float16 of batches of 4': { batch: 4, float16: true },
  'differences over batches of 4': { batch: 4, difference: 0.01 },
};

describe.each(Object.entries(sources))('with %s', (_, source) => {
  test.each(losses)('arrays and loops agree to the bit on %s', async name => {
    const experiment = experimentOn(surfaceNamed(name)!, source, { gradient_accumulation_steps: 2 });
    const [a, b] = [await traceOf(experiment, array), await traceOf(experiment, loops)];
    expect(a.steps).toBe(60);
    expect(new Uint32Array(b.rows.buffer)).toEqual(new Uint32Array(a.rows.buffer));
  });
});

describe('the gradient of a batch', () => {
  const surface = surfaceNamed('line')!;
  const { u, t } = surface.samples!;

  test.each([false, true])('is that of the mean over its samples (with replacement: %s)', async replacement => {
    const source = { ...exactGradient, batch: 4, replacement, seed: 9 };
    const trace = await traceOf(experimentOn(surface, source));
    const column = (name: string): ArrayLike<number> => columnOf(trace, name);
    const [x, y] = [column('x'), column('y')];
    for (const call of [1, 2, 30, 60]) {
      const samples = batchSamples(u.length, source, { seed: 9, particle: 0, call, replica: 0 });
      const residuals = samples.map(i => x[call - 1]! + y[call - 1]! * u[i]! - t[i]!);
      const mean = (of: (i: number) => number): number =>
        samples.reduce((sum, _sample, i) => sum + of(i), 0) / samples.length;
      expect(column('gradient.g.x')[call]).toBeCloseTo(
        mean(i => 2 * residuals[i]!),
        5,
      );
      expect(column('gradient.g.y')[call]).toBeCloseTo(
        mean(i => 2 * residuals[i]! * u[samples[i]!]!),
        5,
      );
      expect(column('gradient.batch_loss')[call]).toBeCloseTo(
        mean(i => residuals[i]! ** 2),
        5,
      );
    }
  });

  test('averages to the whole gradient over an epoch', () => {
    const plan = planOf(surface, { ...momentum(0.1), source: { ...exactGradient, batch: 8 } }, 'float64');
    const place = plan.columns.indexOf('gradient.g.x');
    const evaluator = createEvaluator([plan.values[place]!], 'float64');
    const at = {
      x: 0.3,
      y: -0.2,
      'velocity.x': 0,
      'velocity.y': 0,
      'source.seed': 3,
      particle: 0,
      learning_rate: 0.1,
      momentum: 0.9,
    };
    const calls = u.length / 8;
    expect(calls).toBe(34);
    let sum = 0;
    for (let call = 1; call <= calls; call++) sum += evaluator.run({ ...at, call }, 1)[0]![0]!;
    const [, slope] = lossEvaluator(surface, 'derivatives').run({ x: 0.3, y: -0.2 }, 1);
    expect(sum / calls).toBeCloseTo(slope![0]!, 10);
  });

  test('is less noisy the more of them are accumulated', async () => {
    const spread = async (gradient_accumulation_steps: number | null): Promise<number> => {
      const options = { learning_rate: 0.01, momentum: 0, gradient_accumulation_steps };
      const trace = await traceOf(experimentOn(surface, { batch: 4, replacement: true }, options, 8000));
      const x = Array.from(columnOf(trace, 'x')).slice(2000);
      const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
      return x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    };
    // Var x ≈ α σ²/(2 λ) for small α: eight gradients in one are an eighth of the noise.
    const ratio = (await spread(null)) / (await spread(8));
    expect(ratio).toBeGreaterThan(5);
    expect(ratio).toBeLessThan(12);
  });

  test('replicas summed are so many times the average', async () => {
    const of = async (reduce: 'sum' | 'mean', learning_rate: number): Promise<Trace> =>
      traceOf(experimentOn(surface, { batch: 6, replicas: 4, reduce }, { learning_rate, momentum: 0 }, 40));
    const [summed, averaged] = [await of('sum', 0.01), await of('mean', 0.04)];
    const [a, b] = [columnOf(summed, 'x'), columnOf(averaged, 'x')];
    for (let step = 0; step <= 40; step++) expect(a[step]).toBeCloseTo(b[step]!, 5);
  });
});

test('an engine tells apart what it has run before: other data, other batches', async () => {
  const engine = createEngine();
  const galton = overData(surfaceNamed('line')!, { set: 'galton', input: 'parents', target: 'child' });
  const experiments = [
    experimentOn(surfaceNamed('line')!, {}),
    experimentOn(surfaceNamed('line')!, { batch: 4 }),
    experimentOn(surfaceNamed('line')!, { batch: 5 }),
    experimentOn(surfaceNamed('line')!, { batch: 4, replacement: true }),
    experimentOn(galton, {}),
  ];
  const ends = [];
  for (const experiment of experiments) {
    const [trace] = (await engine.trace(traceJobs(experiment)))!.traces;
    expect(trace).toEqual(await traceOf(experiment));
    ends.push(columnOf(trace!, 'x').at(-1));
  }
  expect(new Set(ends).size).toBe(experiments.length);
});

/** facts by R (the file says which version), on standardised columns. */
describe('full-batch momentum ends where R does', () => {
  const solved = { line: fitted.line, quadratic: fitted.parabola, logistic: fitted.logistic };
  const cases = Object.entries(solved).flatMap(([name, list]) =>
    list.map(entry => [name, `${entry.set}: ${entry.input} → ${entry.target}`, entry] as const),
  );

  test.each(cases)('%s on %s', async (name, _, { set, input, target, a, b, loss }) => {
    const surface = overData(surfaceNamed(name)!, { set, input, target });
    const rate = name === 'logistic' ? 2 : 0.05;
    const trace = await traceOf(experimentOn(surface, {}, { learning_rate: rate, nesterov: true }, 1000));
    const end = (column: string): number => columnOf(trace, column).at(-1)!;
    if (name !== 'logistic') {
      expect(Math.abs(end('x') - a)).toBeLessThan(1e-4);
      expect(Math.abs(end('y') - b)).toBeLessThan(1e-4);
    }
    expect(Math.abs(end('loss') - loss)).toBeLessThan(1e-5);
    const plan = planOf(surface, momentum(rate), 'float64');
    const step = createEvaluator(plan.next, 'float64');
    let state = [a + 0.5, b - 0.5, 0, 0];
    for (let call = 0; call < 1000; call++) {
      const [x, y, vx, vy] = state;
      const inputs = { x: x!, y: y!, 'velocity.x': vx!, 'velocity.y': vy!, learning_rate: rate, momentum: 0.9 };
      state = step.run(inputs, 1).map(([value]) => value!);
    }
    const [value] = lossEvaluator(surface, 'loss').run({ x: state[0]!, y: state[1]! }, 1);
    expect(Math.abs(value![0]! - loss)).toBeLessThan(1e-8);
    if (name === 'logistic') return;
    expect(Math.abs(state[0]! - a)).toBeLessThan(1e-8);
    expect(Math.abs(state[1]! - b)).toBeLessThan(1e-8);
  });
});
