import { describe, expect, test } from 'vitest';
import { golden } from '../goldens/read.ts';
import { Constraint, LearningRateSchedule, SGD, Variable, type OptimizerOptions } from '../index.ts';
import type { Pair } from '../api/pairs.ts';
import { flatten, type Values } from '../api/values.ts';
import type { Config, Dialect, Serialized } from '../rules/rule.ts';
import { scenarios } from './scenarios.ts';

interface UnitCase {
  readonly id: string;
  readonly dialects: readonly Dialect[];
  readonly kind: string;
  readonly source: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly tol: number | null;
}
interface Trajectory {
  readonly kwargs: Config;
  readonly variables: readonly Values[];
  readonly grads_per_step: readonly (readonly (Values | null)[])[];
  readonly entry: 'apply_gradients' | 'minimize';
}

const { cases } = golden<{ cases: UnitCase[] }>('keras-unit-cases.json');

/** What is not offered, and why. */
const notOffered: Readonly<Record<string, string>> = {
  'seed-001-set_weights': 'it is RMSprop’s: the older dialects are offered for SGD; l-o-weights covers set_weights',
  'l-sparse-basic': 'gradients are dense: a playground’s variables have no rows to look up',
  'l-sparse-decay': 'gradients are dense',
  'l-sparse-momentum': 'gradients are dense',
  'l-sparse-embedding2d': 'gradients are dense',
};

function expectNear(actual: ArrayLike<number>, expected: Values, tolerance: number, what = ''): void {
  flatten(expected).elements.forEach((value, i) =>
    expect(Math.abs(actual[i]! - value), `${what}[${i}]: ${actual[i]}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)) + 1e-12,
    ),
  );
}

/** `callable () -> 0.1` stands for a function. */
function withCallable(kwargs: Config): OptimizerOptions {
  const rate = kwargs.learning_rate;
  const value = typeof rate === 'string' ? Number(/-> (.*)/.exec(rate)![1]) : NaN;
  return { ...kwargs, ...(typeof rate === 'string' && { learning_rate: () => value }) };
}

function runTrajectory({ input, expected, tol }: UnitCase, dialect: Dialect): void {
  const { kwargs, variables: values, grads_per_step, entry } = input as Trajectory;
  const wanted = expected as Record<string, readonly (readonly Values[])[]>;
  const variables = values.map((value, i) => new Variable(value, { name: `v${i}` }));
  const opt = new SGD({ ...withCallable(kwargs), dialect });
  grads_per_step.forEach((gradients, t) => {
    if (entry === 'minimize') opt.minimize(() => ({ loss: 0, gradients }), variables);
    else opt.applyGradients(gradients.map((gradient, i): Pair => [gradient, variables[i]!]));
    variables.forEach(({ value }, i) =>
      expectNear(value, wanted.variables_after_step![t]![i]!, tol!, `variable ${i} ${t}`),
    );
    wanted.slot_after_step?.[t]?.forEach((slot, i) =>
      expectNear(opt.getSlot(variables[i]!, 'momentum').value, slot, tol!, `slot ${i} ${t}`),
    );
  });
  if (dialect === 'keras3' && 'n_optimizer_variables_keras3' in wanted) {
    expect(opt.variables).toHaveLength(wanted.n_optimizer_variables_keras3 as unknown as number);
    expect(opt.variables.map(({ value }) => value[0])).toEqual([1, 0.5]);
  }
}

const runners: Readonly<Record<string, (unit: UnitCase, dialect: Dialect) => void>> = {
  trajectory: runTrajectory,
  schedule({ input, expected, tol }, dialect) {
    const { class_name, config, steps } = input as Serialized & { steps: readonly number[] };
    const schedule = new LearningRateSchedule(class_name, config, dialect);
    expectNear(
      steps.map(step => schedule.call(step)),
      expected as number[],
      tol!,
    );
  },
  constructor_error({ input, expected }, dialect) {
    const { error, message_contains } = expected as { error: string; message_contains: string };
    const construct = (): SGD => new SGD({ ...(input as { kwargs: Config }).kwargs, dialect });
    expect(construct).toThrow(expect.objectContaining({ name: error }));
    expect(construct).toThrow(message_contains);
  },
  clip({ input, expected, tol }, dialect) {
    const { kwargs, grads } = input as { kwargs: Config; grads: readonly Values[] };
    const variables = grads.map(gradient => new Variable(flatten(gradient).elements.map(() => 0)));
    new SGD({ ...kwargs, learning_rate: -1, dialect }).apply(grads, variables);
    variables.forEach(({ value }, i) => expectNear(value, (expected as Values[])[i]!, tol!));
  },
  constraint({ input, expected, tol }, dialect) {
    const { class_name, config, w } = input as Serialized & { w: Values };
    const { shape, elements } = flatten(w);
    expectNear(new Constraint(class_name, config).call(elements, shape, 'float32', dialect), expected as Values, tol!);
  },
};

describe('facts from Keras’s and tf-keras’s own unit tests, in every dialect they speak of', () => {
  for (const unit of cases) {
    const run = scenarios[unit.id] ?? runners[unit.kind];
    if (unit.id in notOffered) continue;
    for (const dialect of unit.dialects) test(`${unit.id} · ${dialect}`, () => run!(unit as never, dialect));
  }
  test('nothing is left out but what the table names', () => {
    expect(cases).toHaveLength(92);
    const unknown = cases.filter(({ id, kind }) => !(id in scenarios) && !(kind in runners) && !(id in notOffered));
    expect(unknown.map(({ id }) => id)).toEqual([]);
    expect(Object.keys(notOffered).every(id => cases.some(unit => unit.id === id))).toBe(true);
  });
});
