import { describe, expect, test } from 'vitest';
import { defaultParameters } from '../surfaces/loss.ts';
import { typedSurface } from '../surfaces/typedSurface.ts';
import type { Experiment } from './experiment.ts';
import { typedStart } from './typedStart.ts';

const before = typedSurface({ text: 'x^4 - 2x^2 + 20y^2 + a x y' });
const startOn = (text: string, start: Experiment['start']): Experiment['start'] => {
  const after = typedSurface({ text });
  return typedStart(start, before, after, defaultParameters(after));
};
const ownOf = (text: string): Experiment['start'] => typedSurface({ text }).start;

describe('once a formula is another, the start', () => {
  test('is the new one’s own where nobody chose one', () => {
    expect(startOn('(x - 40)^2 + y^2', before.start)).toEqual(ownOf('(x - 40)^2 + y^2'));
    expect(startOn('x^2 + 3y^2', before.start)).toEqual(ownOf('x^2 + 3y^2'));
  });

  test('stays where somebody put it, on ground that slopes', () => {
    expect(startOn('x^2 + 3y^2', [1, -1])).toEqual([1, -1]);
  });

  const dull: [formula: string, start: Experiment['start'], why: string][] = [
    ['x^2 + 3y^2', [0, 0], 'at a minimum'],
    ['x^2 + 3y^2', [0.1, -0.1], 'beside one'],
    ['x^2 - y^2', [0, 0], 'on a saddle'],
    ['-exp(-x^2 - y^2)', [2.4, 1.7], 'on a plain'],
    ['x^2 + 3y^2', [80, 0], 'outside the domain'],
    ['x log(x) + y^2', [-1, 1], 'on undefined ground'],
    ['x^4 - x', [1, 1], 'beside a curve'],
  ];
  test.each(dull)('does not stay on %s at %j: %s', (formula, start) => {
    expect(startOn(formula, start)).toEqual(ownOf(formula));
  });
});
