import { run } from '../../experiment/experiment.ts';
import type { OptimizerConfig } from '../../optimizers/pipeline.ts';
import { rules } from '../../optimizers/rules/index.ts';
import type { Config, Serialized } from '../../optimizers/rules/rule.ts';
import type { Surface } from '../../surfaces/surface.ts';

/** One optimizer of the suite. */
export interface Case {
  readonly optimizer?: string;
  readonly options?: Config;
  readonly extra?: Omit<OptimizerConfig, 'optimizer' | 'config'>;
  /** Numbers go beyond float32 on the way, which float64 would not notice. */
  readonly overflows?: boolean;
}

const schedule: Serialized = {
  class_name: 'ExponentialDecay',
  config: { initial_learning_rate: 0.0005, decay_steps: 7, decay_rate: 0.8 },
};
const constraint = (class_name: string, config: Config = {}): Case => ({
  extra: { constraint: { class_name, config } },
});
const nesterov = { momentum: 0.9, nesterov: true };
const layouts = ['scalars', 'row', 'column'] as const;

/** SGD with each thing that can be switched on, and other rules with what changes their lines. */
const variants: Readonly<Record<string, Case>> = {
  momentum: { options: { momentum: 0.9 } },
  nesterov: { options: nesterov },
  weight_decay: { options: { weight_decay: 0.3 } },
  'weight_decay, y excluded': { options: { weight_decay: 0.3 }, extra: { layout: 'scalars', exclude: ['y'] } },
  clipnorm: { options: { ...nesterov, clipnorm: 20 } },
  'clipnorm on scalars': { options: { clipnorm: 20 }, extra: { layout: 'scalars' } },
  global_clipnorm: { options: { momentum: 0.9, global_clipnorm: 20 } },
  'global_clipnorm on scalars': { options: { global_clipnorm: 20 }, extra: { layout: 'scalars' } },
  clipvalue: { options: { momentum: 0.9, clipvalue: 10 } },
  average: { options: { use_ema: true, ema_momentum: 0.8 } },
  'average, overwriting': { options: { use_ema: true, ema_momentum: 0.8, ema_overwrite_frequency: 3 } },
  loss_scale_factor: { options: { momentum: 0.9, loss_scale_factor: 3 } },
  accumulation: { options: { momentum: 0.9, gradient_accumulation_steps: 3 } },
  'accumulation per micro-step': {
    options: { gradient_accumulation_steps: 2, clipnorm: 20, weight_decay: 0.1 },
    extra: { accumulation: 'per_micro_step' },
  },
  schedule: { options: { ...nesterov, learning_rate: schedule } },
  NonNeg: constraint('NonNeg'),
  MaxNorm: constraint('MaxNorm', { max_value: 1.5 }),
  UnitNorm: constraint('UnitNorm'),
  MinMaxNorm: constraint('MinMaxNorm', { min_value: 0.5, max_value: 1.5, rate: 0.5 }),
  'all of these': {
    options: {
      ...nesterov,
      learning_rate: schedule,
      weight_decay: 0.1,
      clipnorm: 20,
      loss_scale_factor: 4,
      gradient_accumulation_steps: 2,
      use_ema: true,
      ema_momentum: 0.8,
      ema_overwrite_frequency: 2,
    },
    extra: { layout: 'scalars', constraint: { class_name: 'MaxNorm', config: { max_value: 4 } } },
  },
  'legacy, decay': { options: { decay: 0.1, momentum: 0.9, clipvalue: 20 }, extra: { dialect: 'legacy' } },
  'typed rule': {
    options: { beta: 0.8 },
    extra: { lines: 'm = beta * m + (1 - beta) * g; n = max(n, norm(g)); w = w - learning_rate * m / (1 + n / 100)' },
  },
  'Adam, amsgrad': { optimizer: 'Adam', options: { amsgrad: true } },
  'Adam, schedule, decay': { optimizer: 'Adam', options: { learning_rate: schedule, weight_decay: 0.1 } },
  'RMSprop, centered': { optimizer: 'RMSprop', options: { centered: true, momentum: 0.5 } },
  'Ftrl, regularized': {
    optimizer: 'Ftrl',
    options: {
      beta: 0.1,
      l1_regularization_strength: 0.1,
      l2_regularization_strength: 0.1,
      l2_shrinkage_regularization_strength: 0.05,
    },
  },
  'Lamb on scalars': { optimizer: 'Lamb', extra: { layout: 'scalars' } },
  'ScheduleFreeAdamW, warmup': { optimizer: 'ScheduleFreeAdamW', options: { warmup_steps: 8 } },
  'LossScaleOptimizer, growing': {
    optimizer: 'LossScaleOptimizer',
    options: { ...nesterov, initial_scale: 1024, dynamic_growth_steps: 4 },
  },
  'LossScaleOptimizer, overflowing': {
    optimizer: 'LossScaleOptimizer',
    options: { ...nesterov, learning_rate: schedule, initial_scale: 2 ** 127 },
    overflows: true,
  },
  'TorchSGD, nesterov': { optimizer: 'TorchSGD', options: { ...nesterov, weight_decay: 0.1 } },
  'TorchSGD, dampening': { optimizer: 'TorchSGD', options: { momentum: 0.9, dampening: 0.3 } },
  'OptaxSGD, nesterov': { optimizer: 'OptaxSGD', options: nesterov },
};

/** Every rule, and every thing that can be switched on. */
export const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(Object.keys(rules).map(optimizer => [optimizer, { optimizer }])),
  ...variants,
  ...Object.fromEntries(
    ['SGD', 'Adafactor', 'Muon'].flatMap(optimizer =>
      layouts.map(layout => [`${optimizer}, ${layout}`, { optimizer, extra: { layout } }] as const),
    ),
  ),
};

/** Rules whose steps grow with the gradient: a quarter of the surface's usual rate suits starts all over it. */
const descents: ReadonlySet<string> = new Set(
  'SGD LossScaleOptimizer TorchSGD OptaxSGD SutskeverNesterov AveragedMomentum'.split(' '),
);

/** The optimizer of a case at a learning rate that suits starts all over the surface. */
export function optimizerOf(surface: Surface, { optimizer = 'SGD', options, extra }: Case): OptimizerConfig {
  const learning_rate = descents.has(optimizer) ? surface.learningRate / 4 : 0.02;
  return run({ learning_rate, ...options }, optimizer, extra);
}
