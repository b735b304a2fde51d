import { ExponentialDecay, LossScaleOptimizer, NonNeg, SGD, Variable } from '../index.ts';
import {
  numbersOf,
  list,
  pythonic,
  steps,
  value,
  averaged,
  ones,
  clipped,
  excluding,
  mutated,
  pairOf,
  constraints,
  points,
  spelled,
  Watched,
  stepsSeen,
  type Probe,
} from './probeTools.ts';

export const stepProbes: Readonly<Record<string, Probe>> = {
  'lr/set_float': () => {
    const variable = new Variable([1, 2]);
    const opt = new SGD({ learning_rate: 1 });
    opt.learning_rate = 0.25;
    opt.apply([[1, 1]], [variable]);
    return [list(variable), opt.learning_rate, opt.variables[1]!.constructor.name];
  },
  'lr/set_schedule': () => {
    const variable = new Variable([1, 2]);
    const opt = new SGD({ learning_rate: 1, name: 'sgd_31' });
    opt.learning_rate = new ExponentialDecay({
      initial_learning_rate: 0.5,
      decay_steps: 2,
      decay_rate: 0.5,
      staircase: true,
    });
    const rows = [0, 1, 2, 3].map(() => {
      const rate = opt.learning_rate;
      opt.apply([[1, 1]], [variable]);
      return [rate, list(variable)];
    });
    return [rows, opt.variables.map(({ path }) => path)];
  },
  'lr/schedule_then_float': () => {
    new SGD({ learning_rate: new Watched() }).learning_rate = 0.1;
  },
  'lr/schedule_then_schedule': () => {
    const opt = new SGD({ learning_rate: new Watched() });
    opt.learning_rate = new ExponentialDecay({ initial_learning_rate: 0.2, decay_steps: 2, decay_rate: 0.5 });
    return opt.learning_rate;
  },
  'lr/callable_then_float': () => {
    new SGD({ learning_rate: () => 0.1 }).learning_rate = 0.2;
  },
  'lr/float_then_callable': () => {
    const opt = new SGD({ learning_rate: 0.1 });
    opt.learning_rate = () => 0.7;
    return [opt.learning_rate, opt.variables.length];
  },
  'lr/callable_call_count_2vars_wd': () => {
    let calls = 0;
    const variables = [new Variable([1]), new Variable([2])];
    const rate = (): number => (calls++, 0.5);
    new SGD({ learning_rate: rate, weight_decay: 0.1 }).apply([[1], [1]], variables);
    return [calls, ...variables.map(({ value: [number] }) => number)];
  },
  'lr/set_negative_int': () => {
    const { step } = mutated({}, opt => (opt.learning_rate = -2));
    return step();
  },
  'lr/schedule_steps_seen_with_accumulation_3': () => stepsSeen({ gradient_accumulation_steps: 3 }, 6),
  'lr/schedule_steps_seen': () => stepsSeen({}, 3).map(step => [step, 'int32']),
  'momentum/0_then_0.9_after_build': () => mutated({}, opt => (opt.momentum = 0.9)).step(),
  'momentum/0.9_then_0_after_build': () => {
    const variable = new Variable([1, 2]);
    const opt = new SGD({ learning_rate: 1, momentum: 0.9 });
    opt.apply([[1, 1]], [variable]);
    opt.momentum = 0;
    opt.apply([[1, 1]], [variable]);
    return [list(variable), list(opt.getSlot(variable, 'momentum'))];
  },
  'momentum/set_out_of_range': () => mutated({ momentum: 0.9 }, opt => (opt.momentum = 7)).step(),
  'momentum/toggle_nesterov': () => {
    const { step } = mutated({ momentum: 0.9 }, opt => (opt.nesterov = true));
    return step();
  },
  'clip/clipnorm2': () => clipped({ clipnorm: 2 }),
  'clip/global2': () => clipped({ global_clipnorm: 2 }),
  'clip/value2': () => clipped({ clipvalue: 2 }),
  'clip/clipnorm0': () => clipped({ clipnorm: 0 }),
  'clip/clipnorm_neg': () => clipped({ clipnorm: -1 }),
  'clip/clipnorm_large': () => clipped({ clipnorm: 1000 }),
  'clip/global_large': () => clipped({ global_clipnorm: 1000 }),
  'clip/norm_zero_grad': () => clipped({ clipnorm: 1 }, [[0, 0]]).map(pythonic),
  'clip/global_zero_grad': () => clipped({ global_clipnorm: 1 }, [[0, 0]]).map(pythonic),
  'clip/norm_inf': () => clipped({ clipnorm: 1 }, [[Infinity, 1]]).map(pythonic),
  'clip/global_inf': () => clipped({ global_clipnorm: 1 }, [[Infinity, 1], [1]]).map(pythonic),
  'clip/value_inf_nan': () => clipped({ clipvalue: 1 }, [[Infinity, NaN]]).map(pythonic),
  'clip/runtime_mutation': () => {
    const opt = new SGD({ learning_rate: -1 });
    opt.clipvalue = 0.5;
    const variable = new Variable([0, 0]);
    opt.apply([[3, 4]], [variable]);
    return list(variable);
  },
  'wd/basic': () => steps({ weight_decay: 0.1 }, 2, [0], value),
  'wd/exclude_names': () => excluding([['bias']]),
  'wd/exclude_names_is_regex': () => excluding([['k.rn', 'b[i]as']]),
  'wd/exclude_second_call_replaces': () => excluding([['kernel'], ['bias']]),
  'wd/exclude_after_build': () => {
    const variable = new Variable(2, { name: 'bias' });
    const opt = new SGD({ learning_rate: 0.1, weight_decay: 0.5 });
    opt.apply([0], [variable]);
    opt.excludeFromWeightDecay({ var_names: ['bias'] });
    opt.apply([0], [variable]);
    return variable.value[0];
  },
  'wd/none_grad_not_decayed': warn =>
    pairOf({ learning_rate: 0.1, weight_decay: 0.5 }, warn, [2, 2], [[0, null]])
      .slice(1)
      .map(v => numbersOf(v as Variable)),
  'ema/freq3': () => steps({ use_ema: true, ema_momentum: 0.9, ema_overwrite_frequency: 3 }, 3, ones(7), averaged),
  'ema/accum2_freq2': () =>
    steps(
      { use_ema: true, ema_momentum: 0.9, ema_overwrite_frequency: 2, gradient_accumulation_steps: 2 },
      3,
      ones(10),
      (opt, v) => [...averaged(opt, v), opt.iterations],
    ),
  'ema/none_grad_var': warn => {
    const [opt, ...variables] = pairOf(
      { use_ema: true, ema_momentum: 0.9 },
      warn,
      [3, 8],
      [
        [1, null],
        [1, null],
      ],
    );
    return variables.map(variable => opt.getSlot(variable, 'average').value[0]);
  },
  'ema/with_nonneg': () =>
    steps({ use_ema: true, ema_momentum: 0.9 }, 3, ones(5), averaged, { constraint: new NonNeg() }),
  'ema/finalize_wrong_len': () => {
    const variable = new Variable([1]);
    const opt = new SGD({ use_ema: true });
    opt.build([variable]);
    opt.finalizeVariableValues([variable, variable]);
  },
  'ema/finalize_unbuilt': () => new SGD({ use_ema: true }).finalizeVariableValues([]),
  'ema/finalize': () => {
    const variable = new Variable([3]);
    const opt = new SGD({ learning_rate: 1, use_ema: true, ema_momentum: 0.9 });
    for (let t = 0; t < 2; t++) opt.apply([[1]], [variable]);
    opt.finalizeVariableValues([variable]);
    return variable.value[0];
  },
  'ema/finalize_without_ema': () => {
    const variable = new Variable([2]);
    new SGD().finalizeVariableValues([variable]);
    return variable.value[0];
  },
  'acc/basic3': () =>
    steps({ gradient_accumulation_steps: 3 }, 0, [1, 2, 6, 3, 3, 3, 9], (opt, v) => [
      v.value[0]!,
      opt.getSlot(v, 'gradient_accumulator').value[0]!,
      opt.iterations,
    ]),
  'acc/clipvalue': () => steps({ gradient_accumulation_steps: 2, clipvalue: 1 }, 0, [5, -1, 3, 3], value),
  'acc/weight_decay': () =>
    steps({ learning_rate: 0.1, weight_decay: 0.5, gradient_accumulation_steps: 2 }, 1, [0, 0, 0, 0], value),
  'acc/none_on_update_step_loses_accumulated': warn => {
    const rows = [
      [3, 3],
      [3, null],
    ] as const;
    const [opt, first, second] = pairOf({ gradient_accumulation_steps: 2 }, warn, [0, 0], rows);
    const accumulators = [first, second].map(v => opt.getSlot(v, 'gradient_accumulator').value[0]);
    const after = [first.value[0], second.value[0], accumulators];
    for (let t = 0; t < 2; t++) opt.apply([[2], [2]], [first, second]);
    return [after, first.value[0], second.value[0]];
  },
  'acc/loss_scale': () => {
    const variable = new Variable([0]);
    const opt = new SGD({ learning_rate: 1, loss_scale_factor: 4, gradient_accumulation_steps: 2 });
    opt.apply([[8]], [variable]);
    const accumulated = opt.getSlot(variable, 'gradient_accumulator').value[0];
    opt.apply([[16]], [variable]);
    return [accumulated, variable.value[0], opt.scaleLoss(3)];
  },
  'acc/none_on_nonupdate_step_still_divides_by_steps': warn =>
    pairOf(
      { gradient_accumulation_steps: 2 },
      warn,
      [0, 0],
      [
        [3, null],
        [3, 6],
      ],
    )
      .slice(1)
      .map(v => numbersOf(v as Variable)),
  'acc/constraint_on_nonupdate_step': () => {
    const variable = new Variable([-1], { constraint: new NonNeg() });
    new SGD({ gradient_accumulation_steps: 2 }).apply([[0]], [variable]);
    return variable.value[0];
  },
  'acc/2.5_steps': () => steps({ gradient_accumulation_steps: 2.5 }, 0, ones(6), value),
  'ls/unscale_before_clip': () => {
    const variable = new Variable([0, 0]);
    new SGD({ learning_rate: 1, clipnorm: 1, loss_scale_factor: 10 }).apply([[30, 40]], [variable]);
    return list(variable);
  },
  'ls/zero': () => pythonic(steps({ loss_scale_factor: 0 }, 1, [1], value))[0],
  'constraint/values': () =>
    Object.fromEntries(
      Object.entries(constraints).map(([name, constraint]) => [
        name,
        Object.fromEntries(points.map(point => [spelled(point), constraint.call(point.map(Math.fround), [2])])),
      ]),
    ),
  'constraint/nonneg_special': () => pythonic(new NonNeg().call([-0, NaN, -Infinity, Infinity, -1], [5])),
  'constraint/none_grad_not_constrained': warn => {
    const variables = [
      new Variable([-1], { constraint: new NonNeg() }),
      new Variable([-1], { constraint: new NonNeg() }),
    ];
    new SGD({ onWarning: warn }).apply([[0], null], variables);
    return variables.map(({ value: [number] }) => number);
  },
  'constraint/momentum_not_reset': () =>
    steps({ momentum: 0.9 }, 0, ones(4), (opt, v) => [v.value[0]!, opt.getSlot(v, 'momentum').value[0]!], {
      constraint: new NonNeg(),
    }),
  'lso/trace': () => {
    const variable = new Variable([0]);
    const opt = new LossScaleOptimizer(new SGD({ learning_rate: 1, name: 'sgd_96' }), {
      initial_scale: 8,
      dynamic_growth_steps: 2,
      name: 'loss_scale_optimizer',
    });
    opt.build([variable]);
    const gradients = [1, Infinity, 2, 2, 1, Infinity, 1].map(gradient => [gradient]);
    const rows = gradients.map(([gradient]) => {
      const scale = opt.scaleLoss(1);
      opt.apply([[gradient! * scale]], [variable]);
      return [variable.value[0], opt.scaleLoss(1), opt.variables[2]!.value[0], opt.iterations];
    });
    return [rows, opt.variables.map(({ path }) => path)];
  },
  'lso/config_keys': () => Object.keys(new LossScaleOptimizer(new SGD()).getConfig()),
};
