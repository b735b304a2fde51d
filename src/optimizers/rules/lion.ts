import { beta, learningRate } from '../options/kinds.ts';
import { numberOf, type Rule } from './rule.ts';

/** Here 1 − β is a float32 subtraction. */
export const lion: Rule = {
  name: 'Lion',
  sentence: 'Steps of one length in each coordinate: only the sign of a momentum counts.',
  source: 'https://keras.io/api/optimizers/lion/',
  family: 'keras',
  options: [
    learningRate(0.001),
    beta('beta_1', 0.9, 'The rate to combine the current gradient and the momentum estimate.'),
    beta('beta_2', 0.99, 'The exponential decay rate for the momentum estimate.'),
  ],
  check(config) {
    const value = numberOf(config, 'beta_1');
    return value <= 0 || value > 1
      ? `Argument \`beta_1\` must be in the [0, 1] range. Otherwise, the optimizer degenerates to SignSGD. Received: beta_1=${value}.`
      : undefined;
  },
  update: () => [
    { text: 'w = w - learning_rate * sign(momentum * beta_1 + g * (1 - f32(beta_1)))' },
    { text: 'momentum = momentum * beta_2 + g * (1 - f32(beta_2))' },
  ],
};
