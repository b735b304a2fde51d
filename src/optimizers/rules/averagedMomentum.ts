import { free, learningRate } from '../options/kinds.ts';
import type { Rule } from './rule.ts';

/** Equal to Keras's momentum at learning_rate / (1 − momentum). */
export const averagedMomentum: Rule = {
  name: 'AveragedMomentum',
  sentence: 'Momentum as a running mean of gradients: the (1 − β) form.',
  source: 'https://github.com/keras-team/keras/issues/13971',
  family: 'other',
  options: [learningRate(0.01), free('momentum', 0.9, 'The share of the mean that is kept from one step to the next.')],
  update: () => [
    { text: 'velocity = momentum * velocity + (1 - momentum) * g' },
    { text: 'w = w - learning_rate * velocity' },
  ],
};
