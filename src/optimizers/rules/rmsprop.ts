import { beta, flag, free, learningRate } from '../options/kinds.ts';
import { smallConstant } from './parts.ts';
import { numberOf, type Rule } from './rule.ts';

export const rmsprop: Rule = {
  name: 'RMSprop',
  sentence: 'Divides the gradient by the root of a running mean of its square.',
  source: 'https://keras.io/api/optimizers/rmsprop/',
  family: 'keras',
  options: [
    learningRate(0.001),
    beta('rho', 0.9, 'Discounting factor for the old gradients.'),
    free('momentum', 0, 'The share of the last increment that is added to the next; 0 is none.'),
    smallConstant(),
    flag(
      'centered',
      false,
      'Divides by the estimated variance of the gradient instead of its uncentered second moment.',
    ),
  ],
  slotNames: { increments: 'momentum' },
  slotCalls: [['velocity'], ['increments'], ['average_gradient']],
  update: config => [
    { text: 'velocity = rho * velocity + (1 - rho) * (g * g)' },
    ...(config.centered
      ? [
          { text: 'average_gradient = rho * average_gradient + (1 - rho) * g' },
          { text: 'denominator = velocity - average_gradient * average_gradient + epsilon' },
        ]
      : [{ text: 'denominator = velocity + epsilon' }]),
    { text: 'increment = learning_rate * g / sqrt(denominator)' },
    ...(numberOf(config, 'momentum') > 0
      ? [{ text: 'increments = momentum * increments + increment' }, { text: 'w = w - increments' }]
      : [{ text: 'w = w - increment' }]),
  ],
};
