import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pair } from './api/pairs.ts';
import { optimizerClass } from './api/classes.ts';
import {
  deserialize,
  ExponentialDecay,
  LearningRateSchedule,
  LossScaleOptimizer,
  serialize,
  SGD,
  Variable,
  type Optimizer,
  type OptimizerOptions,
} from './index.ts';
import { rules } from './rules/index.ts';

const coordinate = fc.float({ min: -4, max: 4, noNaN: true });
const point = fc.tuple(coordinate, coordinate);
const gradients = fc.array(point, { minLength: 1, maxLength: 12 });
const rate = fc.float({ min: Math.fround(0.001), max: Math.fround(0.2), noNaN: true });
const share = fc.constantFrom(0, 0.5, 0.9, 0.99);
const momenta = fc.record({ learning_rate: rate, momentum: share, nesterov: fc.boolean() });
const settings = { numRuns: 60, seed: 7 };

/** Where an optimizer leads with given gradients. */
function path(
  opt: Optimizer,
  start: readonly number[],
  list: readonly (readonly number[])[],
  dtype: 'float32' | 'float64' = 'float32',
): number[][] {
  const variable = new Variable(start, { dtype });
  return list.map(gradient => {
    opt.apply([gradient], [variable]);
    return Array.from(variable.value);
  });
}
/** Closed loop on ½(a x² + b y²), rotated by an angle. */
function descent(
  options: OptimizerOptions,
  start: readonly number[],
  [a, b, angle]: readonly number[],
  steps = 20,
): number[][] {
  const [cos, sin] = [Math.cos(angle!), Math.sin(angle!)];
  const variable = new Variable(start, { dtype: 'float64' });
  const opt = new SGD({ ...options, floatx: 'float64' });
  return Array.from({ length: steps }, () => {
    const [x, y] = variable.value as unknown as [number, number];
    const [u, v] = [a! * (cos * x + sin * y), b! * (cos * y - sin * x)];
    opt.apply([[cos * u - sin * v, sin * u + cos * v]], [variable]);
    return Array.from(variable.value);
  });
}

describe('metamorphic properties', () => {
  test('rotating surface and start rotates an SGD path, norm clipping and decay included', () => {
    const options = fc.record({
      learning_rate: rate,
      momentum: share,
      nesterov: fc.boolean(),
      clipnorm: fc.constantFrom(null, 1),
      weight_decay: fc.constantFrom(null, 0.1),
    });
    fc.assert(
      fc.property(options, point, fc.double({ min: 0, max: 6, noNaN: true }), (config, [x, y], angle) => {
        const straight = descent(config, [x, y], [1, 5, 0]);
        const turned = descent(
          config,
          [Math.cos(angle) * x - Math.sin(angle) * y, Math.sin(angle) * x + Math.cos(angle) * y],
          [1, 5, angle],
        );
        straight.forEach(([u, v], t) => {
          expect(turned[t]![0]).toBeCloseTo(Math.cos(angle) * u! - Math.sin(angle) * v!, 8);
          expect(turned[t]![1]).toBeCloseTo(Math.sin(angle) * u! + Math.cos(angle) * v!, 8);
        });
      }),
      settings,
    );
  });

  test('clipvalue does not turn with the surface', () => {
    const config = { learning_rate: 0.1, clipvalue: 0.5 };
    const end = descent(config, [2, 0], [1, 5, 0], 1)[0]!;
    const angle = Math.PI / 4;
    const turned = descent(config, [2 * Math.cos(angle), 2 * Math.sin(angle)], [1, 5, angle], 1)[0]!;
    expect(Math.hypot(...turned)).not.toBeCloseTo(Math.hypot(...end), 3);
  });

  test('a loss scale that is a power of two changes nothing', () => {
    fc.assert(
      fc.property(momenta, gradients, fc.integer({ min: -6, max: 12 }), (config, list, exponent) => {
        const factor = 2 ** exponent;
        const scaled = path(
          new SGD({ ...config, loss_scale_factor: factor }),
          [1, 2],
          list.map(g => g.map(x => x * factor)),
        );
        expect(scaled).toEqual(path(new SGD(config), [1, 2], list));
        const dynamic = new LossScaleOptimizer(new SGD(config), { initial_scale: factor, dynamic_growth_steps: 3 });
        const variable = new Variable([1, 2]);
        const last = list.map(g => {
          dynamic.build([variable]);
          const scale = dynamic.scaleLoss(1);
          dynamic.apply([g.map(x => x * scale)], [variable]);
          return Array.from(variable.value);
        });
        expect(last).toEqual(scaled);
      }),
      settings,
    );
  });

  test('k equal micro-gradients are one step, for k a power of two', () => {
    // Gradients of 14 bits: their sums are exact in float32, as 3 g is not for every g.
    const short = fc.integer({ min: -8192, max: 8192 }).map(n => n / 2048);
    const exact = fc.array(fc.tuple(short, short), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(momenta, exact, fc.constantFrom(2, 4, 8), (config, list, k) => {
        const micro = path(
          new SGD({ ...config, gradient_accumulation_steps: k, weight_decay: 0.1 }),
          [1, 2],
          list.flatMap(g => Array(k).fill(g) as number[][]),
        );
        const whole = path(new SGD({ ...config, weight_decay: 0.1 }), [1, 2], list);
        expect(micro.filter((_, t) => (t + 1) % k === 0)).toEqual(whole);
      }),
      settings,
    );
  });

  test('momentum 0 is plain SGD, whatever nesterov says, and keeps no slot', () => {
    fc.assert(
      fc.property(rate, gradients, fc.boolean(), (learning_rate, list, nesterov) => {
        const opt = new SGD({ learning_rate, nesterov });
        expect(path(opt, [1, 2], list)).toEqual(path(new SGD({ learning_rate }), [1, 2], list));
        expect(opt.getSlotNames()).toEqual([]);
      }),
      settings,
    );
  });

  test('splitting a run and carrying the weights over changes nothing', () => {
    const names = Object.keys(rules).filter(name => !rules[name]!.wraps);
    fc.assert(
      fc.property(fc.constantFrom(...names), gradients, fc.nat(11), (name, list, at) => {
        const create = (): Optimizer =>
          new (optimizerClass(name))({
            ...(rules[name]!.family === 'keras' && { use_ema: true, gradient_accumulation_steps: 2 }),
          });
        const whole = path(create(), [1, 2], list);
        const [first, second] = [create(), create()];
        const variable = new Variable([1, 2]);
        const run = (opt: Optimizer, part: readonly (readonly number[])[]): void =>
          part.forEach(g => opt.apply([g], [variable]));
        run(first, list.slice(0, at));
        first.build([variable]);
        second.build([variable]);
        second.setWeights(first.getWeights());
        run(second, list.slice(at));
        expect(Array.from(variable.value)).toEqual(whole.at(-1));
      }),
      settings,
    );
  });

  test('config → optimizer → config is the identity from the second pass on', () => {
    const schedule = fc.record({
      initial_learning_rate: rate,
      decay_steps: fc.integer({ min: 1, max: 50 }),
      decay_rate: share,
    });
    const options = fc.record(
      {
        learning_rate: fc.oneof(
          fc.double({ min: 1e-4, max: 1, noNaN: true }),
          schedule.map(config => new ExponentialDecay(config)),
        ),
        clipnorm: fc.double({ min: 0.1, max: 9, noNaN: true }),
        use_ema: fc.boolean(),
        ema_momentum: share,
        gradient_accumulation_steps: fc.integer({ min: 2, max: 9 }),
      },
      { requiredKeys: ['learning_rate'] },
    );
    fc.assert(
      fc.property(options, fc.constantFrom('SGD', 'Adam', 'Muon', 'Ftrl'), (given, name) => {
        const first = new (optimizerClass(name))(given).getConfig();
        const second = (deserialize({ class_name: name, config: first }) as Optimizer).getConfig();
        expect(JSON.stringify(second)).toBe(JSON.stringify(first));
      }),
      settings,
    );
    const wrapped = new LossScaleOptimizer(new SGD({ momentum: 0.9 }), { initial_scale: 8 });
    expect(deserialize(JSON.parse(JSON.stringify(serialize(wrapped)))).getConfig()).toEqual(wrapped.getConfig());
  });

  test('Nesterov stores θ + m·v for any sequence of learning rates (float64)', () => {
    const rates = fc.array(fc.double({ min: 0.001, max: 0.1, noNaN: true }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(rates, share, point, (list, momentum, start) => {
        const slope = ([x, y]: readonly number[]): number[] => [x!, 5 * y!];
        const variable = new Variable(start, { dtype: 'float64' });
        const opt = new SGD({ learning_rate: 0.1, momentum, nesterov: true, floatx: 'float64' });
        let [theta, velocity] = [start as readonly number[], [0, 0] as readonly number[]];
        for (const learning_rate of list) {
          opt.learning_rate = learning_rate;
          opt.apply([slope(Array.from(variable.value))], [variable]);
          const ahead = slope(theta.map((t, i) => t + momentum * velocity[i]!));
          velocity = velocity.map((v, i) => momentum * v - learning_rate * ahead[i]!);
          theta = theta.map((t, i) => t + velocity[i]!);
          theta.forEach((t, i) => expect(variable.value[i]).toBeCloseTo(t + momentum * velocity[i]!, 10));
        }
      }),
      settings,
    );
  });

  test('two replicas: summed, or averaged as the reference warns; clipped after the sum, or before it', () => {
    const start = (): Variable => new Variable([0, 0]);
    const replicas = (variable: Variable): Pair[][] => [[[[3, 0], variable]], [[[0, 4], variable]]];
    const step = (options: OptimizerOptions, reduce: 'sum' | 'mean' = 'sum'): number[] => {
      const variable = start();
      new SGD({ learning_rate: 1, ...options }).applyGradients(replicas(variable), { reduce });
      return Array.from(variable.value);
    };
    expect(step({})).toEqual([-3, -4]);
    expect(step({}, 'mean')).toEqual([-1.5, -2]);
    const clips = { clipnorm: 1 };
    expect(step({ ...clips, dialect: 'legacy' })).toEqual([-0.6, -0.8].map(Math.fround));
    expect(step(clips)).toEqual([-1, -1]);
    expect(step({ ...clips, dialect: 'tf2.0' })).toEqual([-3, -4]);
  });

  test('a schedule of one’s own is a subclass', () => {
    class Halving extends LearningRateSchedule {
      constructor() {
        super('ExponentialDecay', { initial_learning_rate: 1, decay_steps: 1, decay_rate: 0.5 });
      }
      override call(step: number): number {
        return 1 / 2 ** step;
      }
    }
    expect(path(new SGD({ learning_rate: new Halving() }), [0], [[1], [1], [1]])).toEqual([[-1], [-1.5], [-1.75]]);
  });
});
