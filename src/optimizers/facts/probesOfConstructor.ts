import {
  ExponentialDecay,
  LearningRateSchedule,
  SGD,
  deserialize,
  get,
  serialize,
  type OptimizerOptions,
} from '../index.ts';
import type { Config, Serialized } from '../rules/rule.ts';

/** Arguments of the constructor, by the probe's name. */
const constructed: Readonly<Record<string, OptimizerOptions>> = {
  lr_negative: { learning_rate: -0.1 },
  lr_str: { learning_rate: '0.1' as never },
  lr_bool: { learning_rate: true as never },
  lr_nan: { learning_rate: NaN },
  lr_none: { learning_rate: null as never },
  lr_callable: { learning_rate: () => 0.1 },
  'mom_1.0': { momentum: 1 },
  mom_neg: { momentum: -0.1 },
  mom_gt1: { momentum: 1.1 },
  mom_nan: { momentum: NaN },
  mom_none: { momentum: null },
  nesterov_without_momentum: { nesterov: true },
  clipnorm_0: { clipnorm: 0 },
  clipnorm_neg: { clipnorm: -1 },
  clip_two: { clipnorm: 1, global_clipnorm: 1 },
  clip_all: { clipnorm: 1, clipvalue: 1, global_clipnorm: 1 },
  clipnorm_0_and_clipvalue: { clipnorm: 0, clipvalue: 1 },
  ema_mom_gt1: { use_ema: true, ema_momentum: 1.5 },
  ema_mom_neg: { use_ema: true, ema_momentum: -0.1 },
  ema_mom_1: { use_ema: true, ema_momentum: 1 },
  ema_mom_0: { use_ema: true, ema_momentum: 0 },
  ema_mom_bad_without_use: { ema_momentum: 1.5 },
  ema_freq_0: { use_ema: true, ema_overwrite_frequency: 0 },
  ema_freq_1: { use_ema: true, ema_overwrite_frequency: 1 },
  'ema_freq_1.5': { use_ema: true, ema_overwrite_frequency: 1.5 },
  ema_freq_neg: { use_ema: true, ema_overwrite_frequency: -1 },
  ema_freq_True: { use_ema: true, ema_overwrite_frequency: true },
  ema_freq_bad_without_use: { ema_overwrite_frequency: -1 },
  acc_1: { gradient_accumulation_steps: 1 },
  acc_0: { gradient_accumulation_steps: 0 },
  acc_neg: { gradient_accumulation_steps: -2 },
  acc_2: { gradient_accumulation_steps: 2 },
  'acc_2.5': { gradient_accumulation_steps: 2.5 },
  acc_true: { gradient_accumulation_steps: true },
  wd_neg: { weight_decay: -0.1 },
  wd_0: { weight_decay: 0 },
  ls_0: { loss_scale_factor: 0 },
  ls_neg: { loss_scale_factor: -2 },
  decay: { decay: 0.1 },
  decay_none: { decay: null },
  decay_0: { decay: 0 },
  lr_alias: { lr: 0.1 },
  unknown: { foo: 1 },
  jit_compile: { jit_compile: true },
  gradient_aggregator: { gradient_aggregator: null },
  name_empty: { name: '' },
  name_none: { name: null },
};

const decay = { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.9 };
const schedule = (class_name: string, config: Config) => () => new LearningRateSchedule(class_name, config).getConfig();
const called = (class_name: string, config: Config, steps: readonly number[]) => (): number[] => {
  const made = new LearningRateSchedule(class_name, config);
  return steps.map(step => made.call(step));
};
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const pair = { boundaries: [2, 5], values: [1, 0.5, 0.1] };
const base = { initial_learning_rate: 0.1, decay_steps: 3 };
const restarts = { initial_learning_rate: 0.1, first_decay_steps: 3 };

export const constructorProbes: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(
    Object.entries(constructed).map(([name, options]) => [
      `ctor/${name}`,
      (warn?: (message: string) => void) => new SGD({ ...options, ...(warn && { onWarning: warn }) }).name,
    ]),
  ),
  'config/default': () => new SGD().getConfig(),
  'config/default_key_order': () => Object.keys(new SGD().getConfig()),
  'config/schedule': () => new SGD({ learning_rate: new ExponentialDecay(decay) }).getConfig().learning_rate,
  'config/roundtrip': () => {
    const config = new SGD({ momentum: 0.9, nesterov: true, clipnorm: 1 }).getConfig();
    return JSON.stringify(SGD.fromConfig(config).getConfig()) === JSON.stringify(config);
  },
  'config/deserialize_identifier': () => get('sgd').getConfig(),
  'config/get_dict': () => get({ class_name: 'SGD', config: { learning_rate: 0.5 } }).learning_rate,
  'config/serialize': () => {
    const serialized = serialize(new SGD({ name: 'z' }));
    return JSON.parse(JSON.stringify(serialize(deserialize(serialized)))) as Serialized;
  },
  'dtype/cfg_lr': () => new SGD({ learning_rate: 0.01 }).getConfig().learning_rate,
  'sched/exp_0': schedule('ExponentialDecay', { ...decay, decay_steps: 0 }),
  'sched/exp_neg': schedule('ExponentialDecay', { ...decay, decay_steps: -1 }),
  'sched/poly_0': schedule('PolynomialDecay', { ...base, decay_steps: 0 }),
  'sched/inv_0': schedule('InverseTimeDecay', { ...decay, decay_steps: 0 }),
  'sched/cos_0': schedule('CosineDecay', { ...base, decay_steps: 0 }),
  'sched/cosr_0': schedule('CosineDecayRestarts', { ...restarts, first_decay_steps: 0 }),
  'sched/pw_len': schedule('PiecewiseConstantDecay', { boundaries: [1, 2], values: [1, 2] }),
  'sched/pw_empty': called('PiecewiseConstantDecay', { boundaries: [], values: [1] }, [0]),
  'sched/pw_values': called('PiecewiseConstantDecay', pair, [0, 1, 2, 3, 4, 5, 6, 7]),
  'sched/pw_unsorted_values': called('PiecewiseConstantDecay', { boundaries: [5, 2], values: [1, 0.5, 0.1] }, upTo(8)),
  'sched/cos_warmup': called(
    'CosineDecay',
    { initial_learning_rate: 0.01, decay_steps: 10, alpha: 0.1, warmup_target: 0.1, warmup_steps: 4 },
    upTo(17),
  ),
  'sched/cos_warmup0steps': called(
    'CosineDecay',
    { initial_learning_rate: 0.01, decay_steps: 10, warmup_target: 0.1, warmup_steps: 0 },
    upTo(4),
  ),
  'sched/poly_cycle': called(
    'PolynomialDecay',
    { initial_learning_rate: 0.1, decay_steps: 4, end_learning_rate: 0.01, cycle: true },
    upTo(10),
  ),
  'sched/cosr': called('CosineDecayRestarts', { ...restarts, m_mul: 0.5, alpha: 0.1 }, upTo(12)),
  'sched/cosr_t1': called('CosineDecayRestarts', { ...restarts, t_mul: 1, m_mul: 0.5 }, upTo(8)),
  'sched/cosr_default_restart_boundaries': called(
    'CosineDecayRestarts',
    { initial_learning_rate: 1, first_decay_steps: 10 },
    [9, 10, 11, 29, 30, 31, 69, 70, 71],
  ),
  'sched/config_exp': schedule('ExponentialDecay', { ...base, decay_rate: 0.9, staircase: true }),
  'sched/config_pw': schedule('PiecewiseConstantDecay', { boundaries: [1], values: [0.1, 0.2] }),
  'sched/config_poly': schedule('PolynomialDecay', base),
  'sched/config_inv': schedule('InverseTimeDecay', { ...base, decay_rate: 0.5 }),
  'sched/config_cos': schedule('CosineDecay', base),
  'sched/config_cosr': schedule('CosineDecayRestarts', restarts),
};
