import { free, learningRate } from '../options/kinds.ts';
import type { Rule } from './rule.ts';

/** w is θ here; Keras's Nesterov stores θ + momentum · velocity. */
export const sutskever: Rule = {
  name: 'SutskeverNesterov',
  sentence: 'Nesterov’s momentum as Sutskever wrote it: the gradient is taken at the point looked ahead to.',
  source: 'I. Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013',
  family: 'other',
  options: [learningRate(0.01), free('momentum', 0.9, 'The share of the velocity that is kept, and looked ahead.')],
  gradientAt: 'w + momentum * velocity',
  update: () => [{ text: 'velocity = momentum * velocity - learning_rate * g' }, { text: 'w = w + velocity' }],
};
