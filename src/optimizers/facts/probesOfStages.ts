import { Constraint, LossScaleOptimizer, NonNeg, SGD, Variable } from '../index.ts';
import { numbersOf, list, pythonic, steps, value, pairOf, type Probe } from './stepParts.ts';

const averaged = (opt: SGD, variable: Variable): number[] => [
  variable.value[0]!,
  opt.getSlot(variable, 'average').value[0]!,
];

const ones = (count: number): number[] => Array<number>(count).fill(1);

const constraints: Readonly<Record<string, Constraint>> = {
  maxnorm: new Constraint('MaxNorm', { max_value: 1 }),
  unit: new Constraint('UnitNorm'),
  minmax: new Constraint('MinMaxNorm', { min_value: 2, max_value: 3, rate: 0.5 }),
  nonneg: new Constraint('NonNeg'),
};

const points = [
  [3, 4],
  [0.3, -0.4],
  [0, 0],
  [-1, 2],
];

/** As Python prints a list of floats. */
const spelled = (point: readonly number[]): string =>
  `[${point.map(x => (Number.isInteger(x) ? `${x}.0` : x)).join(', ')}]`;

/** Averages, accumulation, loss scaling and constraints. */
export const stageProbes: Readonly<Record<string, Probe>> = {
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
