import { learningRate } from '../options/kinds.ts';
import { betas, firstMoment, localStep, smallConstant } from './parts.ts';
import type { Rule } from './rule.ts';

export const adamax: Rule = {
  name: 'Adamax',
  sentence: 'Adam with the largest recent gradient in place of the root mean square.',
  source: 'https://keras.io/api/optimizers/adamax/',
  family: 'keras',
  options: [learningRate(0.001), ...betas, smallConstant()],
  slotNames: { infinity_norm: 'norm' },
  update: () => [
    localStep,
    { text: 'power_1 = pow(beta_1, local_step)' },
    firstMoment,
    { text: 'infinity_norm = max(beta_2 * infinity_norm, abs(g))' },
    { text: 'w = w - learning_rate * momentum / ((1 - power_1) * (infinity_norm + epsilon))' },
  ],
};
