import { numberOf } from '../rules/rule.ts';
import { EPSILON, normLine, type ConstraintKind } from './constraint.ts';

export const minMaxNorm: ConstraintKind = {
  name: 'MinMaxNorm',
  sentence: 'Draws the norm along an axis into [min_value, max_value], by the share `rate` a step.',
  defaults: { min_value: 0, max_value: 1, rate: 1, axis: 0 },
  lines(config) {
    const [least, most, rate] = ['min_value', 'max_value', 'rate'].map(key => numberOf(config, key));
    return [
      normLine(config.axis),
      { text: `desired = ${rate} * clamp(length, ${least}, ${most}) + (1 - ${rate}) * length` },
      { text: `w = w * (desired / (${EPSILON} + length))` },
    ];
  },
};
