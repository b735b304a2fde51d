import { SGD, Variable, type OptimizerOptions } from '../index.ts';

type Warn = (message: string) => void;
/** What Keras was asked, done here; the answer is compared with its own. */
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
