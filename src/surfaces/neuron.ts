import { oldFaithful } from '../data/sets/oldFaithful.ts';
import type { Surface } from './surface.ts';
import { usualSamples } from './usualSamples.ts';

export const neuron: Surface = {
  name: 'neuron',
  title: 'One neuron',
  kind: 'data',
  sentence: 'One tanh neuron with bias x and weight y. Where it saturates the ground is nearly flat.',
  formula: ['p = tanh(x + y u)', '(p - t)^2'],
  samples: usualSamples(oldFaithful),
  parameters: [],
  domain: [
    [-3.2, 3.2],
    [-2, 2.8],
  ],
  minima: [],
  searched: true,
  start: [-2.4, -1],
  learningRate: 0.1,
  source: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams, Nature 323 (1986) 533–536, with one neuron',
};
