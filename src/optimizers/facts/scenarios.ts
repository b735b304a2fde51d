import { expect } from 'vitest';
import { Adam, clearSession, InverseTimeDecay, LossScaleOptimizer, SGD, Variable } from '../index.ts';
import { near, spread, type Scenario } from './scenarioParts.ts';
import { dialectScenarios } from './scenariosOfDialects.ts';

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
  ...dialectScenarios,
};
