import { oldFaithful } from '../data/sets/oldFaithful.ts';
import type { Surface } from './surface.ts';
import { usualSamples } from './usualSamples.ts';

export const line: Surface = {
  name: 'line',
  title: 'Line',
  kind: 'data',
  sentence: 'A line through data, x its height and y its slope. Standardised columns make the bowl round.',
  formula: ['p = x + y u', '(p - t)^2'],
  samples: usualSamples(oldFaithful),
  parameters: [],
  domain: [
    [-2.1, 2.1],
    [-0.9, 2.1],
  ],
  minima: [],
  searched: true,
  start: [-1.7, -0.4],
  learningRate: 0.05,
  source: 'A.-M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805',
};
