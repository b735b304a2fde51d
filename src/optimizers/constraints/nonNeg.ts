import type { ConstraintKind } from './constraint.ts';

export const nonNeg: ConstraintKind = {
  name: 'NonNeg',
  sentence: 'Keeps every element at 0 or above.',
  defaults: {},
  /** Up to Keras 3.14 and in tf.keras a negative becomes −0, and −infinity NaN. */
  lines: (_, dialect) => [{ text: dialect === 'keras3' ? 'w = max(w, 0)' : 'w = w * (w >= 0)' }],
};
