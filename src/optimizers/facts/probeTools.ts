import { Constraint, LearningRateSchedule, SGD, Variable, type OptimizerOptions } from '../index.ts';

export type Warn = (message: string) => void;
export type Probe = (warn: Warn) => unknown;

export const numbersOf = (variable: Variable): number | number[] =>
  variable.shape.length === 0 || (variable.value.length === 1 && variable.shape.length === 1)
    ? variable.value[0]!
    : Array.from(variable.value);
export const list = (variable: Variable): number[] => Array.from(variable.value);
export const pythonic = (values: readonly number[]): string[] =>
  values.map(value =>
    Number.isNaN(value)
      ? 'nan'
      : Object.is(value, -0)
        ? '-0.0'
        : value === Infinity
          ? 'inf'
          : value === -Infinity
            ? '-inf'
            : Number.isInteger(value)
              ? `${value}.0`
              : String(value),
  );

/** One variable of one number, one optimizer, some steps; `read` after each. */
export function steps<T>(
  options: OptimizerOptions,
  start: number,
  gradients: readonly number[],
  read: (opt: SGD, variable: Variable) => T,
  more = {},
): T[] {
  const variable = new Variable([start], { name: 'v', ...more });
  const opt = new SGD({ learning_rate: 1, ...options });
  return gradients.map(gradient => {
    opt.apply([[gradient]], [variable]);
    return read(opt, variable);
  });
}
export const value = (_: SGD, variable: Variable): number => variable.value[0]!;
export const averaged = (opt: SGD, variable: Variable): number[] => [
  variable.value[0]!,
  opt.getSlot(variable, 'average').value[0]!,
];
export const ones = (count: number): number[] => Array<number>(count).fill(1);

/** Gradients as clipped: with learning rate −1 from 0 the variables are the gradients. */
export const clipped = (options: OptimizerOptions, gradients: readonly number[][] = [[3, 4], [12]]): number[][] => {
  const variables = gradients.map(gradient => new Variable(gradient.map(() => 0)));
  new SGD({ ...options, learning_rate: -1 }).apply(gradients, variables);
  return variables.map(list);
};
export const excluding = (
  names: readonly (readonly string[])[],
  called: readonly string[] = ['kernel', 'bias'],
): number[] => {
  const variables = called.map(name => new Variable(2, { name }));
  const opt = new SGD({ learning_rate: 0.1, weight_decay: 0.5 });
  for (const var_names of names) opt.excludeFromWeightDecay({ var_names });
  opt.apply([0, 0], variables);
  return variables.map(({ value: [number] }) => number!);
};
export const mutated = (options: OptimizerOptions, change: (opt: SGD) => void): { opt: SGD; step: () => number[] } => {
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
/** Two variables of one number; gradients may be missing. */
export const pairOf = (
  options: OptimizerOptions,
  warn: Warn,
  starts: readonly [number, number],
  gradients: readonly (readonly [number | null, number | null])[],
): [SGD, Variable, Variable] => {
  const [first, second] = [new Variable([starts[0]]), new Variable([starts[1]])];
  const opt = new SGD({ learning_rate: 1, ...options, onWarning: warn });
  for (const row of gradients)
    opt.apply(
      row.map(g => (g === null ? null : [g])),
      [first, second],
    );
  return [opt, first, second];
};

export const constraints: Readonly<Record<string, Constraint>> = {
  maxnorm: new Constraint('MaxNorm', { max_value: 1 }),
  unit: new Constraint('UnitNorm'),
  minmax: new Constraint('MinMaxNorm', { min_value: 2, max_value: 3, rate: 0.5 }),
  nonneg: new Constraint('NonNeg'),
};
export const points = [
  [3, 4],
  [0.3, -0.4],
  [0, 0],
  [-1, 2],
];
/** As Python prints a list of floats. */
export const spelled = (point: readonly number[]): string =>
  `[${point.map(x => (Number.isInteger(x) ? `${x}.0` : x)).join(', ')}]`;

export class Watched extends LearningRateSchedule {
  readonly seen: number[] = [];
  constructor() {
    super('ExponentialDecay', { initial_learning_rate: 0.1, decay_steps: 1, decay_rate: 1 });
  }
  override call(step: number): number {
    this.seen.push(step);
    return 0.1;
  }
}
export const stepsSeen = (options: OptimizerOptions, calls: number): number[] => {
  const schedule = new Watched();
  const variable = new Variable([1]);
  const opt = new SGD({ ...options, learning_rate: schedule });
  for (let t = 0; t < calls; t++) opt.apply([[1]], [variable]);
  return schedule.seen;
};
