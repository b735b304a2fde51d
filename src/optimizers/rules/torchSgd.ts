import { flag, free, learningRate, log } from '../options/kinds.ts';
import { numberOf, type Rule, type RuleLine } from './rule.ts';

/** PyTorch fuses every a + s·b into one rounding. The learning rate stays out of the buffer. */
export const torchSgd: Rule = {
  name: 'TorchSGD',
  sentence: 'PyTorch’s SGD: learning_rate multiplies the whole buffer, so a new rate rescales old velocity.',
  source: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html',
  family: 'other',
  options: [
    learningRate(0.001),
    free('momentum', 0, 'The share of the buffer that is kept from one step to the next.'),
    free('dampening', 0, 'How much less of the gradient enters the buffer, from the second step on.'),
    free('weight_decay', 0, 'L2 penalty: weight_decay · w is added to the gradient.', log(0.0001, 1)),
    flag('nesterov', false, 'Adds the momentum of the new buffer to the gradient.'),
    flag('maximize', false, 'Climbs instead of descending.'),
  ],
  check: config =>
    config.nesterov && (numberOf(config, 'momentum') <= 0 || numberOf(config, 'dampening') !== 0)
      ? 'Nesterov momentum requires a momentum and zero dampening'
      : undefined,
  update(config) {
    const on = (condition: boolean, text: string): readonly RuleLine[] => (condition ? [{ text }] : []);
    const momentum = numberOf(config, 'momentum') !== 0;
    const direction = !momentum ? 'g' : config.nesterov ? 'direction' : 'buffer';
    return [
      ...on(config.maximize === true, 'g = -g'),
      ...on(numberOf(config, 'weight_decay') !== 0, 'g = fma(weight_decay, w, g)'),
      ...on(momentum, 'buffer = iterations == 0 ? g : fma(1 - dampening, g, momentum * buffer)'),
      ...on(momentum && config.nesterov === true, 'direction = fma(momentum, buffer, g)'),
      { text: `w = fma(-learning_rate, ${direction}, w)` },
    ];
  },
};
