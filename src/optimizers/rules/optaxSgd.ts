import { flag, free, learningRate } from '../options/kinds.ts';
import { numberOf, type Rule } from './rule.ts';

export const optaxSgd: Rule = {
  name: 'OptaxSGD',
  sentence: 'Optax’s sgd: a trace of gradients, scaled by −learning_rate at the end.',
  source: 'https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.sgd',
  family: 'other',
  options: [
    learningRate(0.01),
    free('momentum', 0, 'The share of the trace that is kept from one step to the next.'),
    flag('nesterov', false, 'Adds the momentum of the new trace to the gradient.'),
  ],
  update(config) {
    if (numberOf(config, 'momentum') === 0) return [{ text: 'w = w + -learning_rate * g' }];
    const direction = config.nesterov ? '(g + momentum * trace)' : 'trace';
    return [{ text: 'trace = g + momentum * trace' }, { text: `w = w + -learning_rate * ${direction}` }];
  },
};
