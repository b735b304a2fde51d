import { describe, expect, test } from 'vitest';
import { expectRow, golden } from './goldens/read.ts';
import { Constraint, MaxNorm, MinMaxNorm, NonNeg, SGD, UnitNorm, Variable } from './index.ts';
import type { Config } from './rules/rule.ts';
import { flatten, type Values } from './api/values.ts';

type DType = 'float32' | 'float64';
interface Table {
  readonly constraints: readonly {
    readonly class_name: string;
    readonly config: Config;
    readonly get_config: Config;
    readonly w: Values;
    readonly result: Values;
  }[];
  readonly clipping: readonly {
    readonly kwargs: Config;
    readonly grads: readonly Values[];
    readonly result: readonly Values[];
  }[];
}
const tables = golden<Record<DType, Table>>('keras3-tables.json');

describe.each(['float32', 'float64'] as const)('constraints and clipping of Keras 3.15.1, %s', dtype => {
  const { constraints, clipping } = tables[dtype];
  test.each(constraints.map((row, i) => [`${i} ${row.class_name}`, row] as const))('%s', (_, row) => {
    const constraint = new Constraint(row.class_name, row.config);
    expect(constraint.getConfig()).toEqual(row.get_config);
    const { shape, elements } = flatten(row.w);
    expectRow(constraint.call(elements, shape, dtype), flatten(row.result).elements, dtype, row.class_name);
  });

  // With learning rate −1 and w = 0 the new w is the clipped gradient.
  test.each(clipping.map((row, i) => [`${i} ${JSON.stringify(row.kwargs)}`, row] as const))('clip %s', (_, row) => {
    const variables = row.grads.map(gradient => {
      const { shape, elements } = flatten(gradient);
      return new Variable(
        elements.map(() => 0),
        { shape, dtype },
      );
    });
    new SGD({ ...row.kwargs, learning_rate: -1, floatx: dtype }).apply(row.grads, variables);
    variables.forEach(({ value }, i) => expectRow(value, flatten(row.result[i]!).elements, dtype, `gradient ${i}`));
  });
});

test('consequences that are easily missed', () => {
  expect(new MaxNorm().call([0.3, -0.4], [2])).toEqual([0.2999999523162842, -0.3999999165534973]);
  for (const constraint of [new MaxNorm(), new UnitNorm(), new MinMaxNorm({ min_value: 0.5 }), new NonNeg()])
    expect(constraint.call([0, 0], [2])).toEqual([0, 0]);
  const columns = new UnitNorm({ axis: 0 }).call([3, 0, 4, 2], [2, 2]);
  expect(columns.map(x => x.toFixed(5))).toEqual(['0.60000', '0.00000', '0.80000', '1.00000']);
  const all = new UnitNorm({ axis: [0, 1] }).call([3, 0, 4, 0], [2, 2]);
  expect(all.map(x => x.toFixed(5))).toEqual(['0.60000', '0.00000', '0.80000', '0.00000']);
});
