import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standardise, type Standardised } from './standardise.ts';

const columnOf = (values: readonly number[]) => ({ name: 'a', values });
const scaled = (values: readonly number[]): Standardised => {
  const result = standardise(columnOf(values));
  if ('error' in result) throw new Error(result.error);
  return result;
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a standardised column', () => {
  test('has the population’s mean and standard deviation', () => {
    expect(scaled([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      values: [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2],
      mean: 5,
      sd: 2,
    });
  });

  test('has mean 0 and mean square 1, and leads back to its values', () => {
    const some = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(some, fc.constantFrom(0, 1e6), fc.constantFrom(1, 1e-20, 1e20), (values, shift, scale) => {
        const column = values.map(value => (value + shift) * scale);
        const result = standardise(columnOf(column));
        fc.pre(!('error' in result));
        expect(Math.abs(mean(result.values))).toBeLessThan(1e-9);
        expect(mean(result.values.map(value => value ** 2))).toBeCloseTo(1, 9);
        const size = Math.max(...column.map(Math.abs));
        result.values.forEach((value, row) =>
          expect(Math.abs(result.mean + result.sd * value - column[row]!)).toBeLessThanOrEqual(1e-14 * size),
        );
      }),
      { seed: 1 },
    );
  });

  test.each([
    [[], 'Column a is empty.'],
    [[0, 0, 0], 'Column a is 0 in every row: no line can be fitted.'],
    [Array(10).fill(0.1), 'Column a is 0.1 in every row: no line can be fitted.'],
    [[1e15, 1e15 + 1, 1e15], 'Column a hardly varies: no line can be fitted.'],
    [[1e200, 0, 1], 'The numbers of column a are too large to be averaged.'],
    [[1e308, 1e308, 1], 'The numbers of column a are too large to be averaged.'],
  ])('is refused of %j', (values, error) => expect(standardise(columnOf(values))).toEqual({ error }));
});
