import { beta, epsilon, flag, free, learningRate, log } from '../options/kinds.ts';
import type { Rule } from './rule.ts';

export const optaxAdam: Rule = {
  name: 'OptaxAdam',
  sentence: 'Optax’s adam: eps stands outside the corrected root, where Keras adds it to the uncorrected one.',
  source: 'https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.adam',
  family: 'other',
  options: [
    learningRate(0.001),
    beta('b1', 0.9, 'The decay of the running mean of gradients.'),
    beta('b2', 0.999, 'The decay of the running mean of squared gradients.'),
    epsilon('eps', 1e-8, 'Added to the root of the corrected second moment.'),
    free('eps_root', 0, 'Added inside the root.', log(1e-9, 0.01)),
    flag('nesterov', false, 'Uses the momentum of the next step.'),
  ],
  update: ({ nesterov }) => [
    { text: 'count = iterations + 1' },
    { text: 'mu = (1 - b1) * g + b1 * mu' },
    { text: 'nu = (1 - b2) * (g * g) + b2 * nu' },
    {
      text: nesterov
        ? 'mu_hat = b1 * (mu / (1 - pow(b1, count + 1))) + (1 - b1) * (g / (1 - pow(b1, count)))'
        : 'mu_hat = mu / (1 - pow(b1, count))',
    },
    { text: 'nu_hat = nu / (1 - pow(b2, count))' },
    { text: 'w = w + -learning_rate * (mu_hat / (sqrt(nu_hat + eps_root) + eps))' },
  ],
};
