import { describe, expect, test } from 'vitest';
import { limits, openingOf, run } from '../experiment/experiment.ts';
import { columnOf } from '../experiment/trace.ts';
import type { Config } from '../optimizers/rules/rule.ts';
import { surfaceNamed, surfaces } from '../surfaces/index.ts';
import { array } from './array.ts';
import type { Backend } from './backend.ts';
import { createEngine } from './engine.ts';
import { hostOf, traceJobs, uniformsOf, type Job } from './job.ts';
import { loops } from './loops.ts';
import { planOf } from './plan.ts';

const STEPS = 500;
const kinds = {
  plain: {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9, nesterov: true },
} as const;
const combinations = surfaces.flatMap(({ name }) => Object.keys(kinds).map(kind => [name, kind as keyof typeof kinds]));

function jobOf(name: string, options: Partial<Config> = {}, steps = STEPS): Job {
  const surface = surfaceNamed(name)!;
  const learning_rate = surface.learningRate;
  const [job] = traceJobs({ ...openingOf(surface), steps, runs: [run({ learning_rate, ...options })] });
  return job!;
}

const bits = (rows: Float32Array): Uint32Array => new Uint32Array(rows.buffer, rows.byteOffset, rows.length);

/** Both backends' results, which must be the same in every bit; the loops' trace. */
async function agreedTrace(job: Job) {
  const [fast, reference] = await Promise.all([loops, array].map(backend => createEngine(backend).trace([job])));
  expect([fast!.backend, reference!.backend]).toEqual(['loops', 'array']);
  const [a, b] = [fast!.traces[0]!, reference!.traces[0]!];
  expect({ ...b, rows: bits(b.rows) }).toEqual({ ...a, rows: bits(a.rows) });
  return a;
}

describe('array evaluator and typed loops agree bit for bit', () => {
  test.each(combinations)('on %s, %s', async (surface, kind) => {
    const trace = await agreedTrace(jobOf(surface, kinds[kind as keyof typeof kinds]));
    expect(trace.rows).toHaveLength((trace.steps + 1) * trace.columns.length);
    const width = trace.columns.length;
    expect(trace.rows.subarray(width).every(Number.isFinite)).toBe(true);
    expect([...trace.rows.subarray(0, width)].map(Number.isFinite)).toEqual(trace.columns.map((_, i) => i < 3));
    if (!surface?.endsWith('saddle')) expect(trace).toMatchObject({ steps: STEPS, divergedAt: null });
  });

  test.each([loops, array])('splitting a run changes nothing in $name', backend => {
    const job = jobOf('himmelblau', kinds.nesterov);
    const plan = planOf(job.surface, job.optimizer);
    const stepper = backend.compile(plan);
    const uniforms = Float32Array.from(uniformsOf(plan, job));
    const host = hostOf(plan, job);
    const rowsOf = (parts: readonly (readonly [number, number])[]): Uint32Array => {
      const state = new Float32Array(plan.state.length);
      state.set(job.starts[0]!);
      const rows = new Float32Array((STEPS + 1) * plan.columns.length);
      for (const [from, to] of parts) expect(stepper.steps(state, uniforms, rows, from, to, host)).toBe(0);
      return bits(rows);
    };
    const whole = rowsOf([[0, STEPS]]);
    expect(whole.at(-1)).not.toBe(0);
    expect(
      rowsOf([
        [0, 1],
        [1, 137],
        [137, STEPS],
      ]),
    ).toEqual(whole);
  });
});

describe('divergence', () => {
  test('ends at the first call whose loss is not finite, with finite numbers before it', async () => {
    const trace = await agreedTrace(jobOf('saddle', { learning_rate: 0.25 }));
    // By hand: x halves, y grows by half, call by call.
    let [x, y] = [-1.8, 0.001].map(Math.fround) as [number, number];
    let call = 0;
    for (let loss = 0; Number.isFinite(loss); call++) {
      x = Math.fround(x - Math.fround(0.25 * Math.fround(2 * x)));
      y = Math.fround(y - Math.fround(0.25 * Math.fround(-2 * y)));
      loss = Math.fround(Math.fround(x * x) - Math.fround(y * y));
    }
    expect(trace).toMatchObject({ divergedAt: call, steps: call - 1 });
    expect(trace.rows).toHaveLength(call * trace.columns.length);
    for (const column of trace.columns) expect(columnOf(trace, column).subarray(1).every(Number.isFinite)).toBe(true);
  });

  test.each(Object.keys(kinds))('is the same on both backends, and leaves a next run alone: %s', async kind => {
    const wild = jobOf('rosenbrock', { ...kinds[kind as keyof typeof kinds], learning_rate: 0.1 });
    const trace = await agreedTrace(wild);
    expect(trace.divergedAt).toBe(trace.steps + 1);
    const engine = createEngine(loops);
    const both = await engine.trace([wild, jobOf('rosenbrock')]);
    expect(both!.traces.map(({ divergedAt }) => divergedAt)).toEqual([trace.divergedAt, null]);
  });

  test('can be at the very first call', async () => {
    const trace = await agreedTrace(jobOf('rosenbrock', { learning_rate: 1e38 }));
    expect(trace).toMatchObject({ divergedAt: 1, steps: 0 });
    expect(trace.rows).toHaveLength(trace.columns.length);
  });
});

describe('generated code that is refused', () => {
  const refusing = (error: Error): Backend => ({
    name: 'loops',
    compile() {
      throw error;
    },
  });

  test('leaves the array evaluator to carry on with the same bits, and says so', async () => {
    const jobs = [jobOf('beale', kinds.momentum), jobOf('beale', kinds.nesterov)];
    const result = await createEngine(refusing(new EvalError('unsafe-eval'))).trace(jobs);
    expect(result!.backend).toBe('array');
    const expected = await createEngine(loops).trace(jobs);
    expect(result!.traces.map(({ rows }) => bits(rows))).toEqual(expected!.traces.map(({ rows }) => bits(rows)));
  });

  test('is told from any other failure, which is not hidden', async () => {
    await expect(createEngine(refusing(new TypeError('a fault'))).trace([jobOf('beale')])).rejects.toThrow('a fault');
  });
});

describe('a long run', () => {
  const long = (): Job[] =>
    Array.from({ length: limits.runs.most }, () => jobOf('rastrigin', kinds.nesterov, limits.steps.most));

  test('is cancelled within 100 ms, and the engine is ready for the next', async () => {
    const engine = createEngine(array);
    let breaths = 0;
    let cancelledAt = 0;
    const result = await engine.trace(long(), () => {
      if (++breaths !== 3) return;
      cancelledAt = performance.now();
      engine.cancel();
    });
    expect(performance.now() - cancelledAt).toBeLessThan(100);
    expect([result, breaths]).toEqual([null, 3]);
    expect((await engine.trace([jobOf('rastrigin')]))!.traces).toHaveLength(1);
  });

  test('says how far it is, never going back', async () => {
    const shares: number[] = [];
    await createEngine(array).trace(long(), share => shares.push(share));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
