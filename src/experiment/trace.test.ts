import { describe, expect, test } from 'vitest';
import { columnOf, lengthOf, valueAt, vectorAt, type Trace } from './trace.ts';

const trace: Trace = {
  columns: ['x', 'y', 'loss', 'gradient.g.x', 'gradient.g.y'],
  rows: Float32Array.of(1, 2, 5, NaN, NaN, 0.5, 1, 1.25, 3, -4, 0.25, 0.5, 0.3125, 0, 1),
  steps: 2,
  divergedAt: 3,
};

describe('a trace gives', () => {
  test('one number of a step', () => {
    expect([0, 1, 2].map(step => valueAt(trace, step, 'loss'))).toEqual([5, 1.25, 0.3125]);
  });

  test('nothing for a column it has not, and after its last step', () => {
    expect(valueAt(trace, 1, 'update.velocity.x')).toBeNaN();
    expect(valueAt(trace, 3, 'x')).toBeNaN();
  });

  test('a vector by its name; without one, the position', () => {
    expect(vectorAt(trace, 1, 'gradient.g')).toEqual([3, -4]);
    expect(vectorAt(trace, 2, '')).toEqual([0.25, 0.5]);
    expect(vectorAt(trace, 0, 'gradient.g')).toEqual([NaN, NaN]);
  });

  test('a column over all steps, in which nothing stands where it has none', () => {
    expect(columnOf(trace, 'y')).toEqual(Float64Array.of(2, 1, 0.5));
    expect(columnOf(trace, 'nowhere')).toEqual(Float64Array.of(NaN, NaN, NaN));
  });

  test('the length of a vector over all steps', () => {
    expect(lengthOf(trace, 'gradient.g')).toEqual(Float64Array.of(NaN, 5, 1));
  });
});
