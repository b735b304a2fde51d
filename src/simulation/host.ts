import type { Expression } from '../formula/expression.ts';
import { rounding, type Precision } from '../formula/graph.ts';
import { evaluate, numbers, tensorOf, type Quantity, type Scope } from '../formula/quantity.ts';
import { rateAt } from '../optimizers/learningRate.ts';
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
  const algebra = numbers(precision);
  const round = rounding(precision);
  const strong = (value: number): Quantity<number> => ({ shape: [], elements: [round(value)] });
  const kept = new Map<string, Quantity<number>>();
  const accumulated = optimizer.config.gradient_accumulation_steps;
  const micro = typeof accumulated === 'number' && accumulated && !optimizer.accumulation ? accumulated : 1;
  for (let step = 0; step < steps; step++) {
    const written = new Map(kept);
    const scope: Scope<number> = {
      literals: 'weak',
      value(name) {
        const known = written.get(name);
        if (known) return known;
        if (name === 'step') return strong(step);
        if (name === 'iterations') return strong(Math.floor(step / micro));
        if (name === 'learning_rate') return strong(rateAt(optimizer, step, precision));
        const option = optimizer.config[name];
        return typeof option === 'number' ? { weak: option } : undefined;
      },
    };
    const numberOf = (expression: Expression): number =>
      tensorOf(algebra, evaluate(algebra, expression, scope)).elements[0]!;
    if (step === 0)
      for (const { name, initial } of slots) {
        const first: Quantity<number> = initial ? evaluate(algebra, initial, scope) : { weak: 0 };
        kept.set(name, first);
        written.set(name, first);
      }
    values.forEach(({ expression, writes, when, slot }, column) => {
      const open = when.every(gate => numberOf(gate) !== 0);
      const value = slot && !open ? written.get(writes!)! : evaluate(algebra, expression, scope);
      if (writes !== undefined) {
        written.set(writes, value);
        if (slot) kept.set(writes, value);
      }
      rows[step * width + column] = tensorOf(algebra, value).elements[0]!;
    });
  }
  return rows;
}
