import { numberOf } from '../rules/rule.ts';
import { EPSILON, normLine, type ConstraintKind } from './constraint.ts';

export const maxNorm: ConstraintKind = {
  name: 'MaxNorm',
  sentence: 'Keeps the norm along an axis at max_value or below.',
  defaults: { max_value: 2, axis: 0 },
  lines: config => [
    normLine(config.axis),
    { text: `w = w * (clamp(length, 0, ${numberOf(config, 'max_value')}) / (${EPSILON} + length))` },
  ],
};
