import { describe, expect, test } from 'vitest';
import {
  at,
  expectRow,
  golden,
  gradientsOf,
  optionsOfCase,
  valuesOf,
  variablesOf,
  type GoldenCase,
} from './goldens/read.ts';
import type { GoldenRecord } from './goldens/read.ts';
import type { PairFunction } from './api/core.ts';
import type { Pair } from './api/pairs.ts';
import { SGD } from './index.ts';

interface LegacyCase extends GoldenCase {
  readonly dialect: 'legacy' | 'tf2.0';
  readonly entry: 'minimize' | 'apply_gradients';
  readonly replicas?: number;
  readonly experimental_aggregate_gradients?: boolean;
  readonly transformers?: readonly ('double' | 'clip_value_4')[];
  readonly record_tf?: GoldenRecord;
}

const { cases } = golden<{ cases: LegacyCase[] }>('legacy.json');

const each =
  (change: (element: number) => number): PairFunction =>
  pairs =>
    pairs.map(([gradient, variable]): Pair => [(gradient as number[]).map(change), variable]);
const transformers = { double: each(x => x * 2), clip_value_4: each(x => Math.max(-4, Math.min(4, x))) };

function replay(c: LegacyCase, record: GoldenRecord, floatx: 'float32' | 'float64', tolerance: number): void {
  const variables = variablesOf(c);
  const opt = new SGD(
    optionsOfCase(c, {
      dialect: c.dialect,
      floatx,
      ...(c.transformers && { gradient_transformers: c.transformers.map(name => transformers[name]) }),
    }),
  );
  record.grad.forEach((row, t) => {
    for (const event of c.events ?? []) if (event.before_step === t) Object.assign(opt, event.set);
    const missing = c.none_grads?.[t] ?? [];
    const gradients = gradientsOf(row, variables).map((gradient, i) =>
      missing.includes(variables[i]!.name) ? null : gradient,
    );
    const pairs = gradients.map((gradient, i): Pair => [gradient, variables[i]!]);
    if (c.entry === 'minimize') opt.minimize(() => ({ loss: 0, gradients }), variables);
    else if (c.replicas)
      opt.applyGradients(
        Array.from({ length: c.replicas }, () => pairs),
        { reduce: 'sum', experimental_aggregate_gradients: c.experimental_aggregate_gradients ?? true },
      );
    else opt.applyGradients(pairs);
    expectRow(valuesOf(variables), record.var[t + 1]!, c.dtype, `var ${t}`, tolerance);
    const names = opt.variables.map(({ path }) => path);
    const velocity = variables.flatMap(v =>
      names.includes(`SGD/${v.name}/momentum`)
        ? Array.from(opt.getSlot(v, 'momentum').value)
        : Array.from(v.value, () => 0),
    );
    if (record.momentum) expectRow(velocity, record.momentum[t]!, c.dtype, `momentum ${t}`, tolerance);
    expect(opt.iterations).toBe(at(record.iterations, t));
  });
  if (record.weights_order) expect(opt.variables.map(({ path }) => path)).toEqual(record.weights_order);
}

describe('legacy and TensorFlow 2.0 SGD: float32 to the bit, float64 with hyperparameters of that precision', () => {
  test.each(cases.map(c => [c.id, c] as const))('%s', (_, c) => replay(c, c.record, c.dtype, 1e-12));
});

describe('float64 variables under float32 hyperparameters, as TensorFlow runs by itself', () => {
  const doubles = cases.filter(c => c.record_tf);
  test('there are 47', () => expect(doubles.length).toBe(47));
  test.each(doubles.map(c => [c.id, c] as const))('%s', (_, c) => replay(c, c.record_tf!, 'float32', 1e-12));
});
