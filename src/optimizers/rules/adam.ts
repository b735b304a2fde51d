import { flag, learningRate } from '../options/kinds.ts';
import { betas, firstMoment, powers, secondMoment, smallConstant } from './parts.ts';
import type { Rule } from './rule.ts';

export const adam: Rule = {
  name: 'Adam',
  sentence: 'Momentum over the root of a running mean of the squared gradient, both corrected for their start at 0.',
  source: 'https://keras.io/api/optimizers/adam/',
  family: 'keras',
  options: [
    learningRate(0.001),
    ...betas,
    smallConstant(),
    flag('amsgrad', false, 'Divides by the largest second moment so far instead of the present one.'),
  ],
  slotCalls: [['momentum', 'velocity'], ['velocity_hat']],
  update: ({ amsgrad }) => [
    ...powers,
    { text: 'alpha = learning_rate * sqrt(1 - power_2) / (1 - power_1)' },
    firstMoment,
    secondMoment,
    ...(amsgrad ? [{ text: 'velocity_hat = max(velocity_hat, velocity)' }] : []),
    { text: `w = w - momentum * alpha / (sqrt(${amsgrad ? 'velocity_hat' : 'velocity'}) + epsilon)` },
  ],
};
