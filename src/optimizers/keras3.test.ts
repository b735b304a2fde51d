import { describe, expect, test } from 'vitest';
import {
  at,
  expectRow,
  golden,
  gradientsOf,
  needsLibrary,
  optionsOfCase,
  valuesOf,
  variablesOf,
  type GoldenCase,
  type Row,
} from './goldens/read.ts';
import { SGD, type OptimizerOptions, type Variable } from './index.ts';

const { cases, cases_3_3_3 } = golden<{ cases: GoldenCase[]; cases_3_3_3: GoldenCase[] }>('keras3.json');

/** The case with its gradients fed; a float32 schedule that rests on pow, log or cos is fed too. */
function replay(c: GoldenCase, more: OptimizerOptions = {}): { opt: SGD; variables: Variable[] } {
  const variables = variablesOf(c);
  let t = 0;
  const fed = (rate: unknown) =>
    c.dtype === 'float32' && needsLibrary(rate) ? { learning_rate: () => Math.fround(at(c.record.lr, t)) } : {};
  const opt = new SGD(optionsOfCase(c, { ...more, ...fed(c.kwargs.learning_rate) }));
  if (c.exclude)
    opt.excludeFromWeightDecay({
      var_list: variables.filter(({ name }) => c.exclude!.var_list?.includes(name)),
      var_names: c.exclude.var_names ?? [],
    });
  opt.build(variables);
  if (c.config && !needsLibrary(c.kwargs.learning_rate)) expect(opt.getConfig(), 'config').toEqual(c.config);
  expect(Object.keys(opt.getConfig())).toEqual(Object.keys(c.config!));
  const slot = (name: string): number[] => variables.flatMap(v => Array.from(opt.getSlot(v, name).value));
  const { record } = c;
  for (t = 0; t < record.grad.length; t++) {
    for (const event of c.events ?? []) if (event.before_step === t) Object.assign(opt, event.set);
    expectRow([Number(opt.learning_rate)], [at(record.lr, t)], c.dtype, `lr ${t}`);
    const missing = c.none_grads?.[t] ?? [];
    const gradients = gradientsOf(record.grad[t]!, variables);
    opt.apply(
      gradients.map((gradient, i) => (missing.includes(variables[i]!.name) ? null : gradient)),
      variables,
    );
    const check = (what: string, actual: number[], expected: Row) =>
      expectRow(actual, expected, c.dtype, `${what} ${t}`);
    check('var', valuesOf(variables), record.var[t + 1]!);
    if (record.momentum) check('momentum', slot('momentum'), record.momentum[t]!);
    if (record.average) check('average', slot('average'), record.average[t]!);
    if (record.accumulator) check('accumulator', slot('gradient_accumulator'), record.accumulator[t]!);
    expect(opt.iterations).toBe(at(record.iterations, t));
  }
  return { opt, variables };
}

const paths = (opt: SGD): string[] => opt.variables.map(({ path }) => path);

describe('Keras 3.15.1, 71 configurations in float32 (to the bit) and float64', () => {
  test.each(cases.map(c => [c.id, c] as const))('%s', (_, c) => {
    const { opt, variables } = replay(c);
    if (c.record.final_variables && !needsLibrary(c.kwargs.learning_rate))
      expect(paths(opt)).toEqual(c.record.final_variables.map(([path]) => path));
    if (c.config_after) expect(opt.getConfig()).toEqual(c.config_after);
    if (c.record.finalized) {
      opt.finalizeVariableValues(variables);
      expectRow(valuesOf(variables), c.record.finalized, c.dtype, 'finalized');
    }
  });
});

describe('Keras 3.3.3 where it differs, by accumulation: "per_micro_step"', () => {
  test.each(cases_3_3_3.map(c => [c.id, c] as const))('%s', (_, c) => {
    const { opt } = replay(c, { accumulation: 'per_micro_step' });
    if (c.record.final_variables && !needsLibrary(c.kwargs.learning_rate))
      expect(paths(opt)).toEqual(c.record.final_variables.map(([path]) => path));
  });
});
