import { describe, expect, test } from 'vitest';
import { columnOf, type Trace } from '../experiment/trace.ts';
import { LossScaleOptimizer, Optimizer, SGD, Variable } from '../optimizers/index.ts';
import { constraintLines } from '../optimizers/constraints/index.ts';
import { defaultConfig } from '../optimizers/options.ts';
import { rules } from '../optimizers/rules/index.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Config, Serialized } from '../optimizers/rules/rule.ts';
import { emitWgsl } from '../formula/emitWgsl.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { defaultParameters } from '../surfaces/loss.ts';
import { array } from './array.ts';
import { createEngine } from './engine.ts';
import { layoutOf } from './layout.ts';
import { loops } from './loops.ts';
import { planOf } from './plan.ts';

const surface = surfaceNamed('himmelblau')!;
const cosine: Serialized = {
  class_name: 'CosineDecay',
  config: { initial_learning_rate: 0.002, decay_steps: 30, alpha: 0.1, warmup_target: 0.01, warmup_steps: 5 },
};
const maxNorm: Serialized = { class_name: 'MaxNorm', config: { max_value: 4 } };

type Run = Omit<OptimizerConfig, 'optimizer' | 'config'> & { readonly optimizer?: string; readonly config?: Config };

const runs: Readonly<Record<string, Run>> = {
  plain: {},
  nesterov: { config: { momentum: 0.9, nesterov: true } },
  'schedule and decay': { config: { learning_rate: cosine, weight_decay: 0.1, momentum: 0.5 } },
  'a typed schedule': { config: { learning_rate: { class_name: 'Formula', config: { formula: '0.01 * 0.95^step' } } } },
  'clipnorm on scalars': { layout: 'scalars', config: { clipnorm: 1, momentum: 0.9 } },
  'global_clipnorm on scalars': { layout: 'scalars', config: { global_clipnorm: 1, momentum: 0.9 } },
  'accumulation with all else': {
    layout: 'scalars',
    exclude: ['y'],
    constraint: maxNorm,
    config: {
      momentum: 0.8,
      nesterov: true,
      weight_decay: 0.2,
      clipvalue: 2,
      use_ema: true,
      ema_momentum: 0.8,
      ema_overwrite_frequency: 2,
      gradient_accumulation_steps: 3,
      loss_scale_factor: 3,
    },
  },
  'per micro-step': {
    accumulation: 'per_micro_step',
    config: { gradient_accumulation_steps: 2, clipnorm: 1, weight_decay: 0.1 },
  },
  'legacy with decay': { dialect: 'legacy', config: { decay: 0.1, momentum: 0.9, clipvalue: 3, clipnorm: 2 } },
  'Nadam, accumulating': { optimizer: 'Nadam', config: { gradient_accumulation_steps: 3, learning_rate: 0.1 } },
  'Adam with a schedule, decay and average': {
    optimizer: 'Adam',
    config: { learning_rate: cosine, weight_decay: 0.1, amsgrad: true, use_ema: true, ema_momentum: 0.7 },
  },
  'centered RMSprop with momentum': {
    optimizer: 'RMSprop',
    config: { momentum: 0.5, centered: true, learning_rate: 0.01 },
  },
  'Ftrl with all penalties': {
    optimizer: 'Ftrl',
    config: { learning_rate: 0.3, l1_regularization_strength: 0.1, l2_regularization_strength: 0.1, beta: 0.5 },
  },
  'warm schedule-free': { optimizer: 'ScheduleFreeAdamW', config: { warmup_steps: 6, learning_rate: 0.1 } },
  'PyTorch with decay and dampening': {
    optimizer: 'TorchSGD',
    config: { learning_rate: 0.002, momentum: 0.9, dampening: 0.2, weight_decay: 0.1 },
  },
  'PyTorch, Nesterov': { optimizer: 'TorchSGD', config: { learning_rate: 0.002, momentum: 0.9, nesterov: true } },
  'a typed rule whose host name changes on the way': {
    optimizer: 'Custom',
    lines: 'k = 0.25\nw = w - learning_rate * (k + 0.1) * g\nk = k * 3\nw = w - learning_rate * (k + 0.1) * g',
    config: { learning_rate: 0.002 },
  },
  'a typed rule that uses a number before it changes': {
    optimizer: 'Custom',
    lines: 'slot warm = 1\nw = w - learning_rate * warm * g\nw = w - 0.001 * (g * warm)\nwarm = warm * 0.9',
    config: { learning_rate: 0.002 },
  },
  'a typed rule with slots of both kinds': {
    optimizer: 'Custom',
    lines:
      'slot start = w\nslot n = 1\nn = n * share\nstart = start * 0.9 + w * 0.1\nw = w - learning_rate * g - n * (w - start)',
    config: { learning_rate: 0.002, share: 0.7 },
  },
  'TensorFlow 2.0': { dialect: 'tf2.0', config: { momentum: 0.9, clipnorm: 1, clipvalue: 0.5 } },
};

const complete = ({ optimizer = 'SGD', config, ...rest }: Run): OptimizerConfig => ({
  optimizer,
  ...rest,
  config: { ...defaultConfig(ruleOf({ optimizer, config: {}, ...rest }), rest.dialect), ...config },
});

async function traceOf(optimizer: OptimizerConfig, backend = loops): Promise<Trace> {
  const job = { surface, parameters: defaultParameters(surface), optimizer, steps: 24, record: 'trace' } as const;
  const result = await createEngine(backend).trace([{ ...job, starts: [[-0.6, -3.6]] }]);
  return result!.traces[0]!;
}

/** The API, fed the gradients of a trace, ends where the trace does, bit by bit. */
function expectApiAgrees(run: OptimizerConfig, trace: Trace): void {
  const { dialect = 'keras3', config, constraint } = run;
  const variables = layoutOf(run).map(
    ({ name, shape, places }) =>
      new Variable(
        places.map(place => [-0.6, -3.6][place]!),
        { name, shape, constraint: constraint ?? null },
      ),
  );
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
  const opt = new Optimizer(ruleOf(run), {
    ...given,
    dialect,
    name: 'o',
    ...(run.accumulation && { accumulation: run.accumulation }),
  });
  opt.excludeFromWeightDecay({ var_names: run.exclude ?? [] });
  const slopes = ['x', 'y'].map(name => columnOf(trace, `gradient.g.${name}`));
  const points = ['x', 'y'].map(name => columnOf(trace, name));
  for (let k = 1; k <= trace.steps; k++) {
    const gradients = layoutOf(run).map(({ places }) => places.map(place => slopes[place]![k]!));
    opt.minimize(() => ({ loss: 0, gradients }), variables);
    expect(variables.flatMap(({ value }) => Array.from(value))).toEqual(points.map(point => point[k]));
  }
}

describe('loops, array evaluator and API give the same bits', () => {
  test.each(Object.entries(runs))('%s', async (_, run) => {
    const optimizer = complete(run);
    const trace = await traceOf(optimizer);
    const reference = await traceOf(optimizer, array);
    expect(trace.columns).toEqual(reference.columns);
    expect(trace.rows).toEqual(reference.rows);
    expect(trace.steps).toBe(24);
    expectApiAgrees(optimizer, trace);
  });
});

test('lines run in the order in which they are written', async () => {
  const first = await traceOf(complete(runs['a typed rule whose host name changes on the way']!));
  const slope = columnOf(first, 'gradient.g.x')[1]!;
  const x = [-0.6, 0.002 * 0.35, 0.002 * 0.85].reduce(
    (at, rate, i) => (i === 0 ? at : Math.fround(at - Math.fround(rate * slope))),
    Math.fround(-0.6),
  );
  expect(columnOf(first, 'x')[1]).toBeCloseTo(x, 5);
  const warm = await traceOf(complete(runs['a typed rule that uses a number before it changes']!));
  const slopeAtStart = columnOf(warm, 'gradient.g.x')[1]!;
  const once = Math.fround(Math.fround(-0.6) - Math.fround(Math.fround(0.002) * slopeAtStart));
  expect(columnOf(warm, 'x')[1]).toBe(Math.fround(once - Math.fround(Math.fround(0.001) * slopeAtStart)));
});

test('every rule has its WGSL, of finite numbers and names that the plan gives', () => {
  for (const optimizer of Object.keys(rules))
    for (const layout of ['vector', 'scalars', 'row', 'column'] as const) {
      const plan = planOf(surface, complete({ optimizer, layout }));
      const inputs = new Set([...plan.state, ...plan.uniforms, ...plan.host]);
      const seen = new Set<string>();
      const { lines } = emitWgsl([...plan.next, ...plan.values], input => (seen.add(input), 'input'));
      expect(lines.length).toBeGreaterThan(5);
      expect([...seen].filter(name => !inputs.has(name))).toEqual([]);
      expect(plan.initial).toHaveLength(plan.state.length);
      expect(plan.next).toHaveLength(plan.state.length);
    }
});

const layouts = ['vector', 'scalars', 'row', 'column'] as const;
describe('so does every rule, in every layout', () => {
  const all = Object.keys(rules)
    .filter(name => !rules[name]!.wraps)
    .flatMap(optimizer => layouts.map(layout => [`${optimizer} ${layout}`, optimizer, layout] as const));
  test.each(all)('%s', async (_, optimizer, layout) => {
    const run = complete({ optimizer, layout, config: { learning_rate: 0.004 } });
    const trace = await traceOf(run);
    const reference = await traceOf(run, array);
    expect(trace.rows).toEqual(reference.rows);
    expect(trace.steps).toBe(24);
    expectApiAgrees(run, trace);
  });
});

test('loss scaling: an overflow halves the scale, skips the step and does not advance the schedule', async () => {
  const run = complete({
    optimizer: 'LossScaleOptimizer',
    layout: 'scalars',
    config: { momentum: 0.9, learning_rate: cosine, initial_scale: 2 ** 125, dynamic_growth_steps: 3 },
  });
  const trace = await traceOf(run);
  expect(trace.rows).toEqual((await traceOf(run, array)).rows);
  const scales = columnOf(trace, 'rescale.dynamic_scale');
  const finite = columnOf(trace, 'check.finite');
  const rates = columnOf(trace, 'schedule.learning_rate');
  const x = columnOf(trace, 'x');
  expect(Array.from(finite.subarray(1, 9))).toContain(0);
  const opt = new LossScaleOptimizer(new SGD({ momentum: 0.9, learning_rate: cosine }), {
    initial_scale: 2 ** 125,
    dynamic_growth_steps: 3,
  });
  const variables = ['x', 'y'].map((name, i) => new Variable([-0.6, -3.6][i]!, { name }));
  for (let k = 1; k <= trace.steps; k++) {
    opt.build(variables);
    expect(rates[k]).toBe(opt.learning_rate);
    const slopes = ['x', 'y'].map(name => Math.fround(columnOf(trace, `gradient.g.${name}`)[k]! * opt.scaleLoss(1)));
    opt.apply(slopes, variables);
    expect(scales[k]).toBe(opt.scaleLoss(1));
    expect(x[k]).toBe(variables[0]!.value[0]);
  }
});

test('every stage that is switched on has its columns', async () => {
  const { columns } = await traceOf(complete(runs['accumulation with all else']!));
  for (const name of ['scale.g.x', 'unscale.g.y', 'accumulate.gradient_accumulator.x', 'clip.g.x', 'decay.w.x'])
    expect(columns).toContain(name);
  for (const name of ['update.velocity.y', 'average.kept', 'average.average.x', 'overwrite.w.x', 'constrain.w.y'])
    expect(columns).toContain(name);
  expect(columns).not.toContain('decay.w.y');
  expect(constraintLines(maxNorm, 'keras3')).toHaveLength(2);
});
