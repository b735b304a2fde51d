import { describe, expect, test } from 'vitest';
import { at, golden, type GoldenCase } from './goldens/read.ts';
import { Formula, LearningRateSchedule, SGD, Variable } from './index.ts';
import type { Config } from './rules/rule.ts';
import { scheduleKinds } from './schedules/index.ts';

interface Table {
  readonly schedules: readonly {
    readonly class_name: string;
    readonly config: Config;
    readonly get_config: Config;
    readonly steps: readonly number[];
    readonly lr: readonly number[];
  }[];
}
type DType = 'float32' | 'float64';

const tables = golden<Record<DType, Table>>('keras3-tables.json');

/** Units in the last place of float32 between two numbers. */
function ulps32(a: number, b: number): number {
  if (a === b) return 0;
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(b))));
  return Math.abs(a - b) / 2 ** (exponent - 23);
}

/** Where a restart falls on a step, the rounding of log/log decides which side of it the step is on. */
function restartsAt(config: Config, step: number): boolean {
  const { t_mul = 2, first_decay_steps } = config;
  if (t_mul === 1 || typeof t_mul !== 'number' || typeof first_decay_steps !== 'number' || step === 0) return false;
  const periods = Math.log(1 - (step / first_decay_steps) * (1 - t_mul)) / Math.log(t_mul);
  return Math.abs(periods - Math.round(periods)) < 1e-6;
}

describe.each(['float32', 'float64'] as const)('tables of Keras 3.15.1, %s', dtype => {
  const { schedules } = tables[dtype];
  test.each(schedules.map((row, i) => [`${i} ${row.class_name}`, row] as const))('%s', (_, row) => {
    const schedule = new LearningRateSchedule(row.class_name, row.config);
    expect(schedule.getConfig()).toEqual(row.get_config);
    expect(Object.keys(schedule.getConfig())).toEqual(Object.keys(row.get_config));
    // Where cos is near −1, 1 + cos cancels: a last bit of cos (2^−24 of the peak) is then more than 3 units of the rate.
    const cosine = row.class_name.startsWith('Cosine');
    const peak = Math.max(...row.lr.map(Math.abs));
    row.steps.forEach((step, i) => {
      if (row.class_name === 'CosineDecayRestarts' && restartsAt(row.config, step)) return;
      const actual = schedule.call(step, dtype);
      const expected = dtype === 'float32' ? Math.fround(row.lr[i]!) : row.lr[i]!;
      if (dtype === 'float64') expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, expected));
      else if (!cosine || Math.abs(actual - expected) > peak * 2 ** -24)
        expect(ulps32(actual, expected), `step ${step}`).toBeLessThanOrEqual(3);
    });
  });
});

describe('the TensorFlow backend, whose pow, cos and log are correctly rounded: the same bits', () => {
  const { cases } = golden<{ cases: Record<string, { lr: number[]; var: number[][]; momentum?: number[][] }> }>(
    'keras3-tfbackend.json',
  );
  const runs = golden<{ cases: GoldenCase[] }>('keras3.json').cases;
  const listed = Object.entries(cases).filter(([id]) => id !== '003-plain-nesterov-flag-momentum0-f32');
  test.each(listed)('%s', (id, recorded) => {
    const run = runs.find(c => c.id === id)!;
    const variables =
      run.layout === 'scalars'
        ? ['x', 'y'].map((name, i) => new Variable(run.start[i]!, { name, constraint: run.constraint ?? null }))
        : [new Variable(run.start as number[], { name: 'xy', constraint: run.constraint ?? null })];
    const opt = new SGD(run.kwargs);
    opt.excludeFromWeightDecay({ var_names: run.exclude?.var_names ?? [] });
    run.record.grad.forEach((row, t) => {
      expect(opt.learning_rate, `lr ${t}`).toBe(Math.fround(at(recorded.lr, t)));
      opt.apply(run.layout === 'scalars' ? row.map(g => [g!]) : [row as number[]], variables);
      const values = variables.flatMap(({ value }) => Array.from(value));
      expect(values, `var ${t}`).toEqual(recorded.var[t + 1]!.map(Math.fround));
    });
  });
  test('the tenth, whose subnormals TensorFlow flushes to 0, is the numpy recording’s', () => {
    expect(Object.keys(cases)).toHaveLength(10);
  });
});

test('a typed formula of the step is a callable', () => {
  const schedule = new Formula('0.1 * 0.5^step');
  expect([0, 1, 2].map(step => schedule.call(step))).toEqual([0.1, 0.05, 0.025].map(Math.fround));
  expect(() => new Formula('0.1 * x')).toThrow(/x/);
  expect(Object.keys(scheduleKinds)).toHaveLength(7);
});
