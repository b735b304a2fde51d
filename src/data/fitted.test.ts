import { describe, expect, test } from 'vitest';
import { leastSquares } from './testing/leastSquares.ts';
import { samplesOf, type Samples } from './samples.ts';
import { dataSets } from './sets/index.ts';
import fitted from './testing/fitted.json' with { type: 'json' };

const samples = ({ set, input, target }: { set: string; input: string; target: string }): Samples => {
  const result = samplesOf(
    dataSets.find(({ id }) => id === set)!,
    input,
    target,
  );
  if ('error' in result) throw new Error(result.error);
  return result;
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rows = (list: typeof fitted.line) =>
  list.map(row => [row.set, row.input, row.target, row] as const); // prettier-ignore

const bases = {
  line: [() => 1, (u: number) => u],
  parabola: [(u: number) => u, (u: number) => u ** 2],
} as const;

describe.each(['line', 'parabola'] as const)('the %s of least squares is R’s', kind => {
  test.each(rows(fitted[kind]))('%s: %s → %s', (_, _input, _target, row) => {
    const { u, t } = samples(row);
    const [first, second] = bases[kind].map(basis => u.values.map(basis)) as [number[], number[]];
    const [a, b] = leastSquares(first, second, t.values);
    const residuals = t.values.map((value, k) => a * first[k]! + b * second[k]! - value);
    expect(Math.abs(a - row.a)).toBeLessThan(1e-12);
    expect(Math.abs(b - row.b)).toBeLessThan(1e-12);
    expect(Math.abs(mean(residuals.map(residual => residual ** 2)) - row.loss)).toBeLessThan(1e-12);
  });
});

describe('R’s logistic fit has its log loss, and no slope', () => {
  test.each(rows(fitted.logistic))('%s: %s → %s', (_, _input, _target, row) => {
    const { u, t } = samples(row);
    const scores = u.values.map(value => row.a + row.b * value);
    const slopes = scores.map((score, k) => 1 / (1 + Math.exp(-score)) - t.values[k]!);
    const losses = scores.map((score, k) => Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - t.values[k]! * score); // prettier-ignore
    expect(Math.abs(mean(losses) - row.loss)).toBeLessThan(1e-12);
    expect(Math.abs(mean(slopes))).toBeLessThan(1e-12);
    expect(Math.abs(mean(slopes.map((slope, k) => slope * u.values[k]!)))).toBeLessThan(1e-12);
  });
});

test('the four sets of Anscombe have one line', () => {
  const slopes = fitted.line.slice(0, 4).map(({ b }) => b);
  expect(Math.max(...slopes) - Math.min(...slopes)).toBeLessThan(3e-4);
});
