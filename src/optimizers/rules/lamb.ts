import { learningRate } from '../options/kinds.ts';
import { betas, firstMoment, powers, secondMoment, smallConstant } from './parts.ts';
import type { Rule } from './rule.ts';

export const lamb: Rule = {
  name: 'Lamb',
  sentence: 'Adam whose step is as long as w itself, times learning_rate.',
  source: 'https://keras.io/api/optimizers/lamb/',
  family: 'keras',
  options: [learningRate(0.001), ...betas, smallConstant()],
  update: () => [
    ...powers,
    firstMoment,
    secondMoment,
    { text: 'direction = momentum / (1 - power_1) / (sqrt(velocity / (1 - power_2)) + epsilon)' },
    { text: 'w_norm = norm(w)' },
    { text: 'direction_norm = norm(direction)' },
    { text: 'trust_ratio = w_norm > 0 ? direction_norm > 0 ? w_norm / direction_norm : 1 : 1' },
    { text: 'w = w - trust_ratio * learning_rate * direction' },
  ],
};
