import { beta, learningRate } from '../options/kinds.ts';
import { smallConstant } from './parts.ts';
import type { Rule } from './rule.ts';

export const adadelta: Rule = {
  name: 'Adadelta',
  sentence: 'Steps of the size of recent steps, divided by the size of recent gradients.',
  source: 'https://keras.io/api/optimizers/adadelta/',
  family: 'keras',
  options: [learningRate(0.001), beta('rho', 0.95, 'The decay rate.'), smallConstant()],
  update: () => [
    { text: 'accumulated_grad = rho * accumulated_grad + (1 - rho) * (g * g)' },
    { text: 'delta = -(sqrt(accumulated_delta_var + epsilon) * g / sqrt(accumulated_grad + epsilon))' },
    { text: 'accumulated_delta_var = rho * accumulated_delta_var + (1 - rho) * (delta * delta)' },
    { text: 'w = w + learning_rate * delta' },
  ],
};
