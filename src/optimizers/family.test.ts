import { describe, expect, test } from 'vitest';
import { LossScaleOptimizer } from './api/lossScale.ts';
import { optimizerClass } from './api/classes.ts';
import type { Optimizer } from './api/optimizer.ts';
import { at, golden, gradientsOf, valuesOf, variablesOf, type GoldenCase } from './goldens/read.ts';
import type { OptimizerOptions } from './index.ts';
import { SGD } from './index.ts';
import type { Config } from './rules/rule.ts';

interface FamilyCase extends GoldenCase {
  readonly optimizer: string;
  readonly grade: 'exact' | 'tolerance';
  readonly inner?: { readonly class_name: string; readonly kwargs: Config };
  readonly overflow_steps?: readonly number[];
}

const { cases } = golden<{ cases: FamilyCase[] }>('family.json');

const create = (c: FamilyCase): Optimizer | LossScaleOptimizer =>
  c.inner
    ? new LossScaleOptimizer(new SGD({ name: 'SGD', ...(c.inner.kwargs as OptimizerOptions) }), {
        name: 'LossScaleOptimizer',
        ...c.kwargs,
      })
    : new (optimizerClass(c.optimizer))({ name: c.optimizer, ...(c.kwargs as OptimizerOptions) });

/** Paths as the recording numbers those that occur twice. */
function numbered(paths: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return paths.map(path => {
    const count = (seen.get(path) ?? 0) + 1;
    seen.set(path, count);
    return count === 1 ? path : `${path}#${count}`;
  });
}

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, grade: string, what: string): void {
  const rounded = Array.from(expected, Math.fround);
  if (grade === 'exact') return expect(Array.from(actual), what).toEqual(rounded);
  Array.from(actual).forEach((value, i) => {
    const bound = 1e-6 * Math.max(1, Math.abs(rounded[i]!));
    expect(Math.abs(value - rounded[i]!), `${what}[${i}] ${value} ${rounded[i]}`).toBeLessThanOrEqual(bound);
  });
}

const flat = (value: number | readonly number[] | null): readonly number[] =>
  typeof value === 'number' ? [value] : value!;

describe('the family of Keras 3.15.1, gradients fed', () => {
  test.each(cases.map(c => [c.id, c] as const))('%s', (_, c) => {
    const variables = variablesOf(c);
    const opt = create(c);
    opt.build(variables);
    const { record, grade } = c;
    const config = opt.getConfig();
    expect(config).toEqual(c.config);
    expect(Object.keys(config)).toEqual(Object.keys(c.config!));
    expect(opt.variables.map(({ path }) => path)).toEqual(record.variables_order);
    const checkSlots = (k: number): void => {
      const names = numbered(opt.variables.map(({ path }) => path));
      for (const [path, values] of Object.entries(record.slots!))
        expectNear(opt.variables[names.indexOf(path)]!.value, flat(values[k]!), grade, `${path} ${k}`);
    };
    checkSlots(0);
    record.grad.forEach((row, t) => {
      const overflows = c.overflow_steps?.includes(t);
      const passed = overflows ? [Infinity, row[1]!] : row;
      const recordedRate = Math.fround(at(record.lr, t));
      if (!c.inner) {
        const rate = Number(opt.learning_rate);
        if (c.grade === 'exact') expect(rate, `lr ${t}`).toBe(recordedRate);
        else expect(Math.abs(rate - recordedRate)).toBeLessThanOrEqual(1e-6 * recordedRate);
      }
      opt.apply(gradientsOf(passed, variables), variables);
      expectNear(valuesOf(variables), record.var[t + 1] as number[], grade, `var ${t + 1}`);
      checkSlots(t + 1);
      expect(opt.iterations).toBe(at(record.iterations, t));
    });
    if (record.finalized) {
      opt.finalizeVariableValues(variables);
      expectNear(valuesOf(variables), record.finalized as number[], grade, 'finalized');
    }
  });
});
