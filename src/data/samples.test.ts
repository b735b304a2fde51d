import { describe, expect, test } from 'vitest';
import type { DataSet } from './dataSet.ts';
import { inUnits, samplesOf, type Samples } from './samples.ts';
import { dataSets } from './sets/index.ts';

const set: DataSet = {
  id: 'small',
  name: 'Small',
  sentence: '',
  source: '',
  licence: '',
  columns: [
    { name: 'u', values: [2, 4, 4, 4, 5, 5, 7, 9] },
    { name: 't', values: [1, 1, 1, 1, 3, 3, 3, 3] },
    { name: 'class', classes: ['a', 'b'], values: [0, 1, 0, 1, 0, 1, 0, 1] },
    { name: 'one', classes: ['a', 'b'], values: [0, 0, 0, 0, 0, 0, 0, 0] },
    { name: 'same', values: [1, 1, 1, 1, 1, 1, 1, 1] },
  ],
};
const sound = (result: ReturnType<typeof samplesOf>): Samples => {
  if ('error' in result) throw new Error(result.error);
  return result;
};

describe('samples', () => {
  test('are the first two columns, standardised', () => {
    const { u, t, input, target } = sound(samplesOf(set));
    expect([input.name, target.name]).toEqual(['u', 't']);
    expect(u).toMatchObject({ mean: 5, sd: 2 });
    expect(t).toEqual({ mean: 2, sd: 1, values: [-1, -1, -1, -1, 1, 1, 1, 1] });
  });

  test('leave classes 0 and 1', () => {
    expect(sound(samplesOf(set, 'u', 'class')).t).toEqual({ mean: 0, sd: 1, values: [0, 1, 0, 1, 0, 1, 0, 1] });
  });

  test('lead back to the units', () => {
    const back = inUnits(sound(samplesOf(set)), u => 1 + 3 * u);
    expect([3, 5, 7].map(back)).toEqual([0, 3, 6]);
  });

  test.each([
    ['v', 't', 'Small has no column v.'],
    ['u', 'v', 'Small has no column v.'],
    ['u', 'u', 'Column u can’t be both the input and the target.'],
    ['u', 'one', 'Column one holds only one class.'],
    ['u', 'same', 'Column same is 1 in every row: no line can be fitted.'],
    ['same', 't', 'Column same is 1 in every row: no line can be fitted.'],
  ])('are refused of %s and %s', (input, target, error) => expect(samplesOf(set, input, target)).toEqual({ error }));

  test.each(dataSets.map(each => [each.id, each] as const))('%s has them', (_, each) => {
    expect(samplesOf(each)).not.toHaveProperty('error');
  });
});
