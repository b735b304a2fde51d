import { describe, expect, test } from 'vitest';
import { golden, gradientsOf, valuesOf, variablesOf, type GoldenCase } from './goldens/read.ts';
import { Optimizer } from './index.ts';
import { ruleNamed } from './pipeline.ts';
import type { OptionValue } from './rules/rule.ts';

interface OtherCase extends GoldenCase {
  readonly library: 'torch' | 'optax';
  readonly optimizer: 'SGD' | 'sgd' | 'adam';
}

const { cases } = golden<{ cases: OtherCase[] }>('other.json');
const names = { SGD: 'TorchSGD', sgd: 'OptaxSGD', adam: 'OptaxAdam' } as const;
/** Slots by the recording's names and by the lines'. */
const slots = [
  ['momentum_buffer', 'buffer'],
  ['[0].trace', 'trace'],
  ['[0].mu', 'mu'],
  ['[0].nu', 'nu'],
] as const;

describe('PyTorch and Optax: SGD to the bit, adam to 1e-6', () => {
  test.each(cases.map(c => [c.id, c] as const))('%s', (_, c) => {
    const { lr, ...rest } = c.kwargs;
    const opt = new Optimizer(ruleNamed(names[c.optimizer]), {
      ...rest,
      learning_rate: (lr ?? rest.learning_rate) as number,
    });
    const variables = variablesOf(c);
    const near = (actual: ArrayLike<number>, expected: readonly OptionValue[], what: string): void => {
      const rounded = expected.map(value => Math.fround(value as number));
      if (c.optimizer !== 'adam') return expect(Array.from(actual), what).toEqual(rounded);
      Array.from(actual).forEach((value, i) =>
        expect(Math.abs(value - rounded[i]!), what).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(rounded[i]!))),
      );
    };
    c.record.grad.forEach((row, t) => {
      opt.apply(gradientsOf(row, variables), variables);
      near(valuesOf(variables), c.record.var[t + 1]!, `var ${t + 1}`);
      for (const [recorded, own] of slots) {
        const values = c.record.slots?.[recorded]?.[t + 1];
        if (values)
          near(
            variables.flatMap(v => Array.from(opt.getSlot(v, own).value)),
            values as number[],
            `${own} ${t + 1}`,
          );
      }
    });
  });
});
