import { EPSILON, normLine, type ConstraintKind } from './constraint.ts';

export const unitNorm: ConstraintKind = {
  name: 'UnitNorm',
  sentence: 'Keeps the norm along an axis at 1.',
  defaults: { axis: 0 },
  lines: ({ axis }) => [normLine(axis), { text: `w = w / (${EPSILON} + length)` }],
};
