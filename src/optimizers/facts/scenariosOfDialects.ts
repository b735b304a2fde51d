import { expect } from 'vitest';
import type { Pair } from '../api/pairs.ts';
import { Constraint, InverseTimeDecay, SGD, Variable } from '../index.ts';
import { near, spread, type Scenario } from './scenarioParts.ts';

const columnNorms = (values: readonly number[], columns: number): number[] =>
  Array.from({ length: columns }, (_, j) => Math.hypot(...values.filter((_value, i) => i % columns === j)));

/** Facts of constraints, and of the older dialects, by their id. */
export const dialectScenarios: Readonly<Record<string, Scenario>> = {
  'con-maxnorm-strict': (_, dialect) => {
    for (const limit of [0.1, 0.5, 3, 8, 1e-7]) {
      const values = new Constraint('MaxNorm', { max_value: limit }).call(
        spread(10000),
        [100, 100],
        'float32',
        dialect,
      );
      expect(values.every(value => value < limit)).toBe(true);
    }
  },
  'con-unitnorm': (_, dialect) => {
    const values = new Constraint('UnitNorm').call(spread(10000), [100, 100], 'float32', dialect);
    for (const length of columnNorms(values, 100)) expect(Math.abs(length - 1)).toBeLessThan(1e-5);
  },
  'con-minmax': (_, dialect) => {
    const values = new Constraint('MinMaxNorm', { min_value: 0.2, max_value: 0.5 }).call(
      spread(10000),
      [100, 100],
      'float32',
      dialect,
    );
    for (const length of columnNorms(values, 100)) expect(length >= 0.2 && length <= 0.5 + 1e-6).toBe(true);
  },
  'con-nonneg': (_, dialect) => {
    const fill = (value: number): number[] =>
      new Constraint('NonNeg').call(Array<number>(25).fill(value), [5, 5], 'float32', dialect);
    expect(Math.min(...fill(-3)) + 0).toBe(0);
    expect(fill(3)).toEqual(Array(25).fill(3));
  },
  'l-minimize-matmul': (_, dialect) => {
    const [first, second] = [new Variable([[1, 2]], { name: 'a' }), new Variable([3], { name: 'b' })];
    const fixed = new Variable([[4], [5]], { name: 'c' });
    const opt = new SGD({ learning_rate: 1, dialect });
    const { gradients } = opt.computeGradients('sum(matmul(a, c)) + sum(b)', [first, second, fixed]);
    opt.applyGradients([
      [gradients[0]!, first],
      [gradients[1]!, second],
    ]);
    expect([...first.value, ...second.value]).toEqual([-3, -3, 2]);
  },
  'l-momentum-sparse-minimize': (_, dialect) => {
    const variable = new Variable([[1, 2]], { name: 'v' });
    const weights = new Variable([[4], [5]], { name: 'c' });
    const opt = new SGD({ learning_rate: 1, momentum: 0.9, dialect });
    const { gradients } = opt.computeGradients('sum(matmul(v, c))^2', [variable, weights]);
    opt.minimize(() => ({ loss: 196, gradients: [gradients[0]!] }), [variable]);
    near(variable.value, [-111, -138]);
  },
  'l-o-adaptive-lr': (_, dialect) => {
    const variables = [new Variable([1, 2]), new Variable([3, 4])];
    const opt = new SGD({ learning_rate: 1, dialect });
    const step = (): number[] => {
      opt.applyGradients(
        variables.map((variable, i): Pair => [
          [
            [5, 5],
            [3, 3],
          ][i]!,
          variable,
        ]),
      );
      return variables.flatMap(({ value }) => Array.from(value));
    };
    expect(step()).toEqual([-4, -3, 0, 1]);
    opt.learning_rate = 0.5;
    expect(step()).toEqual([-6.5, -5.5, -1.5, -0.5]);
    opt.learning_rate = new InverseTimeDecay({ initial_learning_rate: 0.5, decay_steps: 1, decay_rate: 0.5 });
    expect(step()).toEqual([-7.75, -6.75, -2.25, -1.25]);
  },
  'l-o-constraint': (_, dialect) => {
    const clip = (low: number, high: number) => (value: ArrayLike<number>) =>
      Array.from(value, x => Math.min(high, Math.max(low, x)));
    const variables = [
      new Variable([1, 2], { constraint: clip(-0.1, 0) }),
      new Variable([3, 4], { constraint: clip(0, 1) }),
    ];
    new SGD({ learning_rate: 3, dialect }).applyGradients([
      [[5, 5], variables[0]!],
      [[3, 3], variables[1]!],
    ]);
    near(
      variables.flatMap(({ value }) => Array.from(value)),
      [-0.1, -0.1, 0, 0],
    );
  },
  'l-o-aggregator': (_, dialect) => {
    const variable = new Variable(2);
    const halve = (pairs: readonly Pair[]): Pair[] => pairs.map(([g, v]): Pair => [(g as number[]).map(x => x / 2), v]);
    new SGD({ learning_rate: 1, dialect, gradient_aggregator: halve }).applyGradients([[2, variable]]);
    expect(variable.value[0]).toBe(1);
  },
  'l-o-agg-true': (_, dialect) => {
    for (const experimental_aggregate_gradients of [true, false]) {
      const variable = new Variable([1, 2]);
      new SGD({ learning_rate: 3, dialect }).applyGradients([[[0.1, 0.1], variable]], {
        experimental_aggregate_gradients,
      });
      near(variable.value, [0.7, 1.7]);
    }
  },
  'l-lr-alias': (_, dialect) => {
    const rates = [{ lr: 1 }, { learning_rate: 0.1, lr: 1 }, { learning_rate: 0.1 }].map(
      options => new SGD({ ...options, dialect }).lr,
    );
    near(rates as number[], [1, 1, 0.1]);
  },
  'l-o-lr-set': (_, dialect) => {
    const opt = new SGD({ learning_rate: 1, dialect });
    opt.minimize('v', [new Variable(0, { name: 'v' })]);
    expect(opt.lr).toBe(1);
    opt.lr = 2;
    expect(opt.lr).toBe(2);
  },
  'l-o-empty': (_, dialect) => {
    const opt = new SGD({ dialect });
    expect(opt.applyGradients([])).toBeNull();
    expect(opt.minimize(() => ({ loss: 0, gradients: [] }), [])).toBeNull();
    expect(opt.iterations).toBe(0);
  },
  'l-o-weights': (_, dialect) => {
    const opt = new SGD({ momentum: 0.9, dialect });
    opt.applyGradients([[1, new Variable(1)]]);
    expect(() => opt.setWeights([0, 1, 2])).toThrow('but the optimizer was');
  },
  'l-o-varname': (_, dialect) => {
    const opt = new SGD({ momentum: 0.9, dialect });
    opt.applyGradients([[1, new Variable(1, { name: 'var' })]]);
    expect(opt.variables.map(({ path }) => path)).toEqual(['SGD/iter', 'SGD/var/momentum']);
  },
};
