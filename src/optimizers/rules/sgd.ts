import { flag, learningRate } from '../options/kinds.ts';
import type { Rule, RuleLine } from './rule.ts';

const momentumTerms = { momentum_term: 'momentum * velocity', gradient_term: '-(learning_rate * g)' };

const plain: readonly RuleLine[] = [
  { text: 'w = w - learning_rate * g', terms: { gradient_term: '-(learning_rate * g)' } },
];
const heavyBall: readonly RuleLine[] = [
  { text: 'velocity = momentum * velocity - learning_rate * g', terms: momentumTerms },
  { text: 'w = w + velocity' },
];
const nesterov: readonly RuleLine[] = [
  { text: 'velocity = momentum * velocity - learning_rate * g' },
  { text: 'w = w + (momentum * velocity - learning_rate * g)', terms: momentumTerms },
];

export const sgd: Rule = {
  name: 'SGD',
  sentence: 'Gradient descent, with momentum if it is above 0.',
  source: 'https://keras.io/api/optimizers/sgd/',
  family: 'keras',
  options: [
    learningRate(0.01),
    {
      kind: 'number',
      key: 'momentum',
      default: 0,
      least: 0,
      most: 1,
      slider: { min: 0, max: 1, scale: 'linear' },
      sentence: 'The share of the velocity that is kept from one step to the next; 0 is plain gradient descent.',
      refusal: '`momentum` must be a float between [0, 1].',
    },
    flag(
      'nesterov',
      false,
      'Adds the momentum of the new velocity, so that w stands where the next step would carry it.',
    ),
  ],
  slotNames: { velocity: 'momentum' },
  check: ({ momentum }) =>
    typeof momentum !== 'number' || momentum < 0 || momentum > 1
      ? '`momentum` must be a float between [0, 1].'
      : undefined,
  update: config => (config.momentum === 0 ? plain : config.nesterov ? nesterov : heavyBall),
};
