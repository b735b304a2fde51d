import { free, learningRate, linear } from '../options/kinds.ts';
import { numberOf, type Rule } from './rule.ts';

const notNegative = [
  'initial_accumulator_value',
  'l1_regularization_strength',
  'l2_regularization_strength',
  'l2_shrinkage_regularization_strength',
];

export const ftrl: Rule = {
  name: 'Ftrl',
  sentence: 'Follows the regularized leader: w is computed anew from all gradients so far, and l1 makes it 0.',
  source: 'https://keras.io/api/optimizers/ftrl/',
  family: 'keras',
  options: [
    learningRate(0.001),
    free('learning_rate_power', -0.5, 'How the learning rate falls during training: 0 is not at all.', linear(-1, 0)),
    free('initial_accumulator_value', 0.1, 'The starting value for accumulators; 0 or above.'),
    free('l1_regularization_strength', 0, 'Strength of l1 regularization; 0 or above.'),
    free('l2_regularization_strength', 0, 'Strength of l2 regularization; 0 or above.'),
    free('l2_shrinkage_regularization_strength', 0, 'A penalty on the magnitude of w, at the gradient; 0 or above.'),
    free('beta', 0, 'The beta value from the paper.'),
  ],
  check(config) {
    const negative = notNegative.find(key => numberOf(config, key) < 0);
    if (negative)
      return `\`${negative}\` needs to be positive or zero. Received: ${negative}=${numberOf(config, negative)}.`;
    const power = numberOf(config, 'learning_rate_power');
    return power > 0
      ? `\`learning_rate_power\` needs to be negative or zero. Received: learning_rate_power=${power}.`
      : undefined;
  },
  update: () => [
    { text: 'slot accumulator = initial_accumulator_value' },
    { text: 'l2_total = l2_regularization_strength + beta / (2 * learning_rate)' },
    { text: 'g_shrunk = g + 2 * l2_shrinkage_regularization_strength * w' },
    { text: 'squares = accumulator + g * g' },
    { text: 'root = pow(squares, -learning_rate_power)' },
    { text: 'linear = linear + (g_shrunk - (root - pow(accumulator, -learning_rate_power)) / learning_rate * w)' },
    { text: 'quadratic = root / learning_rate + 2 * l2_total' },
    { text: 'w = (clamp(linear, -l1_regularization_strength, l1_regularization_strength) - linear) / quadratic' },
    { text: 'accumulator = squares' },
  ],
};
