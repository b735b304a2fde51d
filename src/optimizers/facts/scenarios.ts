import { expect } from 'vitest';
import type { Pair } from '../api/pairs.ts';
import { Adam, clearSession, Constraint, InverseTimeDecay, LossScaleOptimizer, SGD, Variable } from '../index.ts';
import { columnNorms, spread } from './scenarioTools.ts';
import type { Config, Dialect } from '../rules/rule.ts';

type Scenario = (unit: { readonly input: { readonly kwargs: Config } }, dialect: Dialect) => void;

const near = (actual: ArrayLike<number>, expected: readonly number[]): void =>
  expected.forEach((value, i) =>
    expect(Math.abs(actual[i]! - value), `${actual[i]} ${value}`).toBeLessThanOrEqual(
      2e-6 * Math.max(1, Math.abs(value)),
    ),
  );
const two = (): Variable =>
  new Variable([
    [1, 2],
    [3, 4],
  ]);
const ones = [1, 1, 1, 1];

const scaled = (initial_scale: number, dynamic_growth_steps: number, steps: number, gradient: number): number => {
  const opt = new LossScaleOptimizer(new SGD({ learning_rate: 0.5 }), { initial_scale, dynamic_growth_steps });
  const variable = new Variable([1, 2, 3, 4]);
  for (let t = 0; t < steps; t++) opt.apply([ones.map(() => gradient)], [variable]);
  if (gradient === Infinity) expect(Array.from(variable.value)).toEqual([1, 2, 3, 4]);
  return opt.scaleLoss(1);
};

/** Facts that are told in words, by their id. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'k3-sgd-weight-decay': () => {
    const [first, second, third] = [new Variable(2), new Variable(2, { name: 'exclude' }), new Variable(2)];
    const create = (): SGD => new SGD({ learning_rate: 1, weight_decay: 0.004 });
    create().applyGradients([[0, first]]);
    const byName = create();
    byName.excludeFromWeightDecay({ var_names: ['exclude'] });
    byName.applyGradients([
      [0, first],
      [0, second],
    ]);
    const byVariable = create();
    byVariable.excludeFromWeightDecay({ var_list: [third] });
    byVariable.applyGradients([
      [0, first],
      [0, third],
    ]);
    near([first.value[0]!, second.value[0]!, third.value[0]!], [1.9760959, 2, 2]);
  },
  'k3-ema': ({ input }) => {
    const variable = new Variable([
      [3, 4],
      [5, 6],
    ]);
    const opt = new SGD(input.kwargs);
    const after = [
      [2, 3, 4, 5],
      [1, 2, 3, 4],
      [1.71, 2.71, 3.71, 4.71],
    ];
    const averages = [
      [2, 3, 4, 5],
      [1.9, 2.9, 3.9, 4.9],
      [1.71, 2.71, 3.71, 4.71],
    ];
    after.forEach((expected, t) => {
      opt.apply([ones], [variable]);
      near(variable.value, expected);
      near(opt.getSlot(variable, 'average').value, averages[t]!);
    });
  },
  'k3-ema-fit': ({ input }) => {
    const weights = new Variable([1, 1], { name: 'w' });
    const opt = new SGD(input.kwargs);
    for (let t = 0; t < 2; t++) opt.minimize('sum(w * w) / 2', [weights]);
    near(opt.getSlot(weights, 'average').value, [0.891, 0.891]);
    opt.finalizeVariableValues([weights]);
    near(weights.value, [0.891, 0.891]);
  },
  'k3-static-loss-scale': ({ input }) => {
    const variable = two();
    const opt = new SGD(input.kwargs);
    expect(opt.scaleLoss(1)).toBe(1024);
    opt.apply([[1024, 2048, 3072, 4096]], [variable]);
    expect(Array.from(variable.value)).toEqual([0, 0, 0, 0]);
  },
  'k3-accumulation': ({ input }) => {
    const variable = two();
    const opt = new SGD(input.kwargs);
    const expected = [
      [1, 1, 0],
      [1, 2, 0],
      [0, 0, 1],
      [0, 1, 1],
    ];
    for (const [first, accumulated, iterations] of expected) {
      opt.apply([ones], [variable]);
      expect(variable.value[0]).toBe(first);
      expect(Array.from(opt.getSlot(variable, 'gradient_accumulator').value)).toEqual(ones.map(() => accumulated));
      expect(opt.iterations).toBe(iterations);
    }
    expect(opt.variables[0]!.value[0]).toBe(4);
  },
  'k3-overwrite-with-gradient': ({ input }) => {
    const overwritten = new Variable(
      [
        [1, 2],
        [3, 4],
      ],
      { overwrite_with_gradient: true },
    );
    const trained = two();
    new SGD(input.kwargs).apply([ones, ones], [overwritten, trained]);
    expect([...overwritten.value, ...trained.value]).toEqual([1, 1, 1, 1, 0, 1, 2, 3]);
  },
  'k3-overwrite-with-gradient-accum': ({ input }) => {
    const overwritten = new Variable(
      [
        [1, 2],
        [3, 4],
      ],
      { overwrite_with_gradient: true },
    );
    const trained = two();
    const opt = new SGD(input.kwargs);
    const after = [
      [1, 2, 3, 4, 1, 2, 3, 4],
      [2, 2, 2, 2, -0.5, 0.5, 1.5, 2.5],
      [2, 2, 2, 2, -0.5, 0.5, 1.5, 2.5],
    ];
    after.forEach((expected, t) => {
      const gradient = ones.map(() => [1, 2, 1][t]!);
      opt.apply([gradient, gradient], [overwritten, trained]);
      expect([...overwritten.value, ...trained.value]).toEqual(expected);
    });
  },
  'k3-accum-wd-property': ({ input }) => {
    const [many, one] = [new Variable([[0.9], [0.5]]), new Variable([[0.9], [0.5]])];
    const micro = new SGD(input.kwargs);
    const plain = new SGD({ ...input.kwargs, gradient_accumulation_steps: null });
    const numbers = spread(48);
    for (let round = 0; round < 8; round++) {
      const gradients = [0, 1, 2].map(i => numbers.slice(6 * round + 2 * i, 6 * round + 2 * i + 2).map(x => x / 50));
      for (const gradient of gradients) micro.apply([gradient], [many]);
      plain.apply([[0, 1].map(j => gradients.reduce((sum, gradient) => sum + gradient[j]!, 0) / 3)], [one]);
      near(many.value, Array.from(one.value));
    }
  },
  'k3-untrack-lr': () => {
    const opt = new Adam({ learning_rate: 0.001 });
    expect(opt.variables).toHaveLength(2);
    opt.learning_rate = new InverseTimeDecay({ initial_learning_rate: 0.1, decay_steps: 1, decay_rate: 0.5 });
    expect(opt.variables).toHaveLength(1);
  },
  'k3-autonaming': () => {
    clearSession();
    expect([new SGD().name, new SGD().name]).toEqual(['sgd', 'sgd_1']);
  },
  'k3-lso-finite': () => {
    const variable = new Variable([1, 2, 3, 4]);
    const opt = new LossScaleOptimizer(new SGD({ learning_rate: 0.5 }), { initial_scale: 32768 });
    opt.apply([[1, 6, 7, 2].map(x => x * 32768)], [variable]);
    near(variable.value, [0.5, -1, -0.5, 3]);
  },
  'k3-lso-infinite': () => expect(scaled(32768, 2000, 1, Infinity)).toBe(16384),
  'k3-lso-downscale': () => expect(scaled(400, 2000, 4, Infinity)).toBe(25),
  'k3-lso-upscale': () => expect(scaled(2, 2, 8, 1)).toBe(32),
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
