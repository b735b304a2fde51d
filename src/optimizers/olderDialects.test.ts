import { describe, expect, test } from 'vitest';
import type { Pair } from './api/pairs.ts';
import {
  Adam,
  ExponentialDecay,
  InverseTimeDecay,
  LearningRateSchedule,
  SGD,
  Variable,
  type OptimizerOptions,
} from './index.ts';

const dialects = ['legacy', 'tf2.0'] as const;
type Older = (typeof dialects)[number];
const create = (dialect: Older, options: OptimizerOptions = {}): SGD => new SGD({ dialect, ...options });
const error = (make: () => unknown): string => {
  try {
    make();
    return 'none';
  } catch (caught) {
    return (caught as Error).name;
  }
};
const step = (
  opt: SGD,
  gradient: number[],
  variable = new Variable(gradient.map(() => 0)),
  entry: 'minimize' | 'apply' = 'apply',
): number[] => {
  if (entry === 'minimize') opt.minimize(() => ({ loss: 0, gradients: [gradient] }), [variable]);
  else opt.applyGradients([[gradient, variable]]);
  return Array.from(variable.value);
};

describe.each(dialects)('%s, as its real code answered', dialect => {
  test('constructor', () => {
    expect(error(() => create(dialect, { foo: 1 }))).toBe('TypeError');
    for (const key of ['clipnorm', 'clipvalue', 'lr', 'decay'])
      expect(error(() => create(dialect, { [key]: -1 }))).toBe('ValueError');
    expect(error(() => create(dialect, { learning_rate: -1 }))).toBe('none');
    expect(error(() => create(dialect, { decay: null }))).toBe('TypeError');
    expect(error(() => create(dialect, { clipnorm: null }))).toBe(dialect === 'legacy' ? 'none' : 'TypeError');
    expect(error(() => create(dialect, { clipnorm: 1, clipvalue: 1 }))).toBe('none');
    expect(error(() => create(dialect, { momentum: 1.5 }))).toBe('ValueError');
    expect(error(() => create(dialect, { momentum: NaN }))).toBe('none');
    expect(error(() => create(dialect, { global_clipnorm: 1 }))).toBe(dialect === 'legacy' ? 'none' : 'TypeError');
    expect(error(() => create(dialect, { weight_decay: 0.1 }))).toBe('TypeError');
    expect(error(() => new Adam({ dialect }))).toBe('ValueError');
    expect(create(dialect, { name: null }).name).toMatch(/^sgd/);
    expect(create(dialect).name).toBe('SGD');
    const both = create(dialect, { lr: 1, learning_rate: 0.1 });
    expect(both.lr).toBe(1);
    expect(both.warnings).toHaveLength(dialect === 'legacy' ? 1 : 0);
  });

  test('transformers and clipping exclude each other, in legacy', () => {
    const gradient_transformers = [(pairs: readonly Pair[]) => pairs];
    expect(error(() => create(dialect, { gradient_transformers, clipnorm: 1 }))).toBe(
      dialect === 'legacy' ? 'ValueError' : 'TypeError',
    );
    if (dialect === 'tf2.0') return;
    expect(error(() => create(dialect, { clipnorm: 1, global_clipnorm: 1 }))).toBe('ValueError');
    const opt = create(dialect, { gradient_transformers });
    expect(error(() => (opt.clipvalue = 1))).toBe('ValueError');
  });

  test('hyperparameters become float32 at first use', () => {
    const opt = create(dialect, { momentum: 0.9, learning_rate: 0.01 });
    expect(opt.getConfig()).toEqual({ name: 'SGD', learning_rate: 0.01, decay: 0, momentum: 0.9, nesterov: false });
    step(opt, [1]);
    expect(opt.getConfig()).toMatchObject({ learning_rate: 0.009999999776482582, momentum: Math.fround(0.9) });
    expect(Object.keys(create(dialect, { clipvalue: 1 }).getConfig())).toEqual([
      'name',
      'clipvalue',
      'learning_rate',
      'decay',
      'momentum',
      'nesterov',
    ]);
    expect(error(() => (opt.learning_rate = () => 0.1))).toBe('TypeError');
    opt.learning_rate = new InverseTimeDecay({ initial_learning_rate: 0.5, decay_steps: 1, decay_rate: 1 }, dialect);
    expect(opt.learning_rate).toBeInstanceOf(LearningRateSchedule);
    opt.learning_rate = 0.25;
    expect(opt.learning_rate).toBe(0.25);
  });

  test('a callable stands in the config as its present value, a schedule as its own', () => {
    expect(create(dialect, { learning_rate: () => 0.5 }).getConfig().learning_rate).toBe(0.5);
    const schedule = new ExponentialDecay({ initial_learning_rate: 0.1, decay_steps: 2, decay_rate: 0.5 }, dialect);
    const { learning_rate } = create(dialect, { learning_rate: schedule }).getConfig();
    expect(learning_rate).toMatchObject({ class_name: 'ExponentialDecay', config: { decay_steps: 2 } });
    expect(SGD.fromConfig({ lr: 0.5 }, { dialect }).learning_rate).toBe(0.5);
  });

  test('momentum is decided at construction', () => {
    const plain = create(dialect, { learning_rate: 1 });
    plain.momentum = 0.9;
    const variable = new Variable([0]);
    expect([step(plain, [1], variable), step(plain, [1], variable)]).toEqual([[-1], [-2]]);
    expect(plain.getSlotNames()).toEqual([]);
    const heavy = create(dialect, { learning_rate: 1, momentum: 0.5 });
    step(heavy, [1], variable);
    heavy.momentum = 0;
    step(heavy, [2], variable);
    expect(heavy.getSlot(variable, 'momentum').value[0]).toBe(-2);
    expect(step(create(dialect, { learning_rate: 1, momentum: NaN, nesterov: true }), [1])).toEqual([-1]);
  });

  test('decay can be changed in 2.0 only', () => {
    const opt = create(dialect, { learning_rate: 1, decay: 1 });
    const variable = new Variable([0]);
    step(opt, [1], variable);
    opt.decay = 3;
    step(opt, [1], variable);
    expect(variable.value[0]).toBe(dialect === 'legacy' ? -1.5 : -1.25);
    expect(opt.getConfig().decay).toBe(dialect === 'legacy' ? 1 : 3);
  });

  test('clipping: norm then value in minimize alone, or value then norm everywhere', () => {
    const clips = { learning_rate: -1, clipnorm: 1, clipvalue: 0.7 };
    const both = dialect === 'legacy' ? [Math.fround(0.7), Math.fround(0.7)] : [Math.fround(0.6), Math.fround(0.7)];
    expect(step(create(dialect, clips), [3, 4], undefined, 'minimize')).toEqual(both);
    expect(step(create(dialect, clips), [3, 4])).toEqual(dialect === 'legacy' ? both : [3, 4]);
    expect(step(create(dialect, { ...clips, clipvalue: 0 }), [3, 4], undefined, 'minimize').map(Math.abs)).toEqual([
      0, 0,
    ]);
    expect(step(create(dialect, { learning_rate: -1, clipnorm: 0 }), [0, 0], undefined, 'minimize')).toEqual([
      NaN,
      NaN,
    ]);
  });

  test('slots come with the first gradient, weights begin with the iterations', () => {
    const opt = create(dialect, { momentum: 0.9 });
    const [a, b] = [new Variable(1, { name: 'a' }), new Variable(2, { name: 'b' })];
    expect(opt.variables).toEqual([]);
    expect(() => opt.applyGradients([[null, a]])).toThrow('No gradients provided for any variable');
    expect(opt.variables).toEqual([]);
    opt.applyGradients([
      [null, a],
      [1, b],
    ]);
    expect(opt.warnings[0]).toContain("Gradients do not exist for variables ['a']");
    expect(opt.variables.map(({ path }) => path)).toEqual(['SGD/iter', 'SGD/b/momentum']);
    expect(error(() => opt.getSlot(a, 'momentum'))).toBe('KeyError');
    opt.applyGradients([
      [1, a],
      [1, b],
    ]);
    expect(opt.getWeights().map(([value]) => value)).toEqual([
      2,
      opt.getSlot(b, 'momentum').value[0],
      opt.getSlot(a, 'momentum').value[0],
    ]);
    expect(opt.addSlot(b, 'momentum')).toBe(opt.getSlot(b, 'momentum'));
    expect(opt.addSlot(b, 'own').value[0]).toBe(0);
    expect(opt.getSlotNames()).toEqual(['momentum', 'own']);
    expect(error(() => opt.setWeights([1]))).toBe('ValueError');
    opt.setWeights([10, 1, 2, 3]);
    expect(opt.iterations).toBe(10);
  });

  test('iterations can be set before they exist, pairs must be pairs, an empty list counts in 2.0', () => {
    const opt = create(dialect);
    opt.iterations = 7;
    expect(opt.iterations).toBe(7);
    expect(error(() => (opt.iterations = 8))).toBe('RuntimeError');
    expect(error(() => opt.applyGradients(5 as never))).toBe('TypeError');
    expect(error(() => opt.applyGradients([[1, 2, 3]] as never))).toBe('ValueError');
    expect(opt.applyGradients([])).toBe(dialect === 'legacy' ? null : 8);
    expect(opt.applyGradients([[1, new Variable(0)]])).toBe(dialect === 'legacy' ? 8 : 9);
  });

  test('each variable is constrained right after its own update; Keras 3 constrains after all of them', () => {
    const order = (options: OptimizerOptions): string[] => {
      const seen: string[] = [];
      const note = (name: string) => (value: ArrayLike<number>) => (
        seen.push(`${name} ${variables.map(v => v.value[0]).join(' ')}`),
        value
      );
      const variables: Variable[] = ['a', 'b'].map(name => new Variable(0, { constraint: note(name) }));
      new SGD({ learning_rate: 1, ...options }).applyGradients(variables.map((variable): Pair => [1, variable]));
      return seen;
    };
    expect(order({ dialect })).toEqual(['a -1 0', 'b -1 -1']);
    expect(order({})).toEqual(['a -1 -1', 'b -1 -1']);
  });
});

test('an unclipped gradient under global_clipnorm is multiplied by c · (1/c): in double for Keras 3, in float32 for legacy', () => {
  const scale = (options: OptimizerOptions): number =>
    step(new SGD({ learning_rate: -1, global_clipnorm: 0.007, ...options }), [2 ** -20])[0]! * 2 ** 20;
  expect(scale({})).toBe(1.0000001192092896);
  expect(scale({ dialect: 'legacy' })).toBe(0.9999999403953552);
});
