import type { Expression } from '../formula/expression.ts';
import { rounding, type Precision } from '../formula/graph.ts';
import { compileScalar, type Scalar } from '../formula/scalar.ts';
import { createRate } from '../optimizers/learningRate.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';

/** A number that is computed once a step, outside the kernel: it depends on hyperparameters and the step alone. */
export interface HostValue {
  /** The kernel's name for it. */
  readonly input: string;
  readonly expression: Expression;
  /** The name that later host values know it by. */
  readonly writes: string | undefined;
  /** A slot keeps its value where a gate is 0. */
  readonly when: readonly Expression[];
  readonly slot: boolean;
}

/** All host values of a plan, in the order of computation, and the slots among them with their first values. */
export interface HostProgram {
  readonly values: readonly HostValue[];
  readonly slots: readonly { readonly name: string; readonly initial: Expression | undefined }[];
}

/**
 * The host values of calls 1 … steps: row k − 1 holds those of call k, a column a value, rounded to the precision of the
 * kernel. Call k sees step = k − 1, as Keras's schedules do. Throws Error where the learning rate's schedule is wrong.
 */
export function hostRows(
  { values, slots }: HostProgram,
  optimizer: OptimizerConfig,
  steps: number,
  precision: Precision,
): Float32Array | Float64Array {
  const width = values.length;
  const rows = precision === 'float32' ? new Float32Array(steps * width) : new Float64Array(steps * width);
  if (width === 0) return rows;
  const round = rounding(precision);
  const accumulated = optimizer.config.gradient_accumulation_steps;
  const micro = typeof accumulated === 'number' && accumulated && !optimizer.accumulation ? accumulated : 1;
  let step = 0;
  let rateAt: ((step: number) => number) | undefined;
  const known = new Map<string, Scalar>([
    ['step', { weak: false, get: () => step }],
    ['iterations', { weak: false, get: () => Math.floor(step / micro) }],
    ['learning_rate', { weak: false, get: () => (rateAt ??= createRate(optimizer, precision))(step) }],
  ]);
  const resolve = (name: string): Scalar | undefined => {
    const option = optimizer.config[name];
    return known.get(name) ?? (typeof option === 'number' ? { weak: true, get: () => option } : undefined);
  };
  for (const { name, initial } of slots) {
    const first = initial ? compileScalar(initial, resolve, precision).get() : 0;
    known.set(name, { weak: false, get: () => first });
  }
  const kept = new Map(slots.map(({ name }) => [name, round(known.get(name)!.get())]));
  for (const { name } of slots) known.set(name, { weak: false, get: () => kept.get(name)! });
  const columns = values.map(({ expression, writes, when, slot }) => {
    const gates = when.map(gate => compileScalar(gate, resolve, precision));
    const { weak, get } = compileScalar(expression, resolve, precision);
    let value = 0;
    if (writes !== undefined && !slot) known.set(writes, { weak, get: () => value });
    return (): number => {
      if (!slot) return round((value = get()));
      if (gates.every(gate => gate.get() !== 0)) kept.set(writes!, round(get()));
      return kept.get(writes!)!;
    };
  });
  for (; step < steps; step++) columns.forEach((column, i) => (rows[step * width + i] = column()));
  return rows;
}
