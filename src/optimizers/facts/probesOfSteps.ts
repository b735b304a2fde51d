import { ExponentialDecay, LearningRateSchedule, SGD, Variable, type OptimizerOptions } from '../index.ts';
import { numbersOf, list, pythonic, steps, value, pairOf, type Probe } from './stepParts.ts';

/** Gradients as clipped: with learning rate −1 from 0 the variables are the gradients. */
const clipped = (options: OptimizerOptions, gradients: readonly number[][] = [[3, 4], [12]]): number[][] => {
  const variables = gradients.map(gradient => new Variable(gradient.map(() => 0)));
  new SGD({ ...options, learning_rate: -1 }).apply(gradients, variables);
  return variables.map(list);
};

const excluding = (names: readonly (readonly string[])[], called: readonly string[] = ['kernel', 'bias']): number[] => {
  const variables = called.map(name => new Variable(2, { name }));
  const opt = new SGD({ learning_rate: 0.1, weight_decay: 0.5 });
  for (const var_names of names) opt.excludeFromWeightDecay({ var_names });
  opt.apply([0, 0], variables);
  return variables.map(({ value: [number] }) => number!);
};

const mutated = (options: OptimizerOptions, change: (opt: SGD) => void): { opt: SGD; step: () => number[] } => {
  const variable = new Variable([1, 2]);
  const opt = new SGD({ learning_rate: 1, ...options });
  const step = (): number[] => {
    opt.apply([[1, 1]], [variable]);
    return list(variable);
  };
  step();
  change(opt);
  return { opt, step };
};

class Watched extends LearningRateSchedule {
  readonly seen: number[] = [];
  constructor() {
    super('ExponentialDecay', { initial_learning_rate: 0.1, decay_steps: 1, decay_rate: 1 });
  }
  override call(step: number): number {
    this.seen.push(step);
    return 0.1;
  }
}

const stepsSeen = (options: OptimizerOptions, calls: number): number[] => {
  const schedule = new Watched();
  const variable = new Variable([1]);
  const opt = new SGD({ ...options, learning_rate: schedule });
  for (let t = 0; t < calls; t++) opt.apply([[1]], [variable]);
  return schedule.seen;
};

/** Learning rate, momentum, clipping and weight decay. */
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
};
