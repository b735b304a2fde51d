import { free, learningRate } from '../options/kinds.ts';
import { smallConstant } from './parts.ts';
import type { Rule } from './rule.ts';

export const adagrad: Rule = {
  name: 'Adagrad',
  sentence: 'Each coordinate’s step shrinks with the sum of its squared gradients.',
  source: 'https://keras.io/api/optimizers/adagrad/',
  family: 'keras',
  options: [
    learningRate(0.001),
    free('initial_accumulator_value', 0.1, 'Starting value for the accumulators (per-coordinate momentum values).'),
    smallConstant(),
  ],
  update: () => [
    { text: 'slot accumulator = initial_accumulator_value' },
    { text: 'accumulator = accumulator + g * g' },
    { text: 'w = w - learning_rate * g / sqrt(accumulator + epsilon)' },
  ],
};
