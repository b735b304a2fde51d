import { adam } from './adam.ts';
import type { Rule } from './rule.ts';

export const adamw: Rule = {
  ...adam,
  name: 'AdamW',
  sentence: 'Adam with weight decay that is not part of the gradient.',
  source: 'https://keras.io/api/optimizers/adamw/',
  defaults: { weight_decay: 0.004 },
  check: ({ weight_decay }) =>
    weight_decay === null ? 'Argument `weight_decay` must be a float. Received: weight_decay=None' : undefined,
};
