import { anscombe } from '../data/sets/anscombe.ts';
import type { Surface } from './surface.ts';
import { usualSamples } from './usualSamples.ts';

export const quadratic: Surface = {
  name: 'quadratic',
  title: 'Quadratic',
  kind: 'data',
  sentence:
    'A parabola through data, x for the input and y for its square: where squares vary more, the valley is steeper.',
  formula: ['p = x u + y u^2', '(p - t)^2'],
  samples: usualSamples(anscombe[1]!),
  parameters: [],
  domain: [
    [-1.2, 2],
    [-1.4, 1],
  ],
  minima: [],
  searched: true,
  start: [-0.8, 0.6],
  learningRate: 0.05,
  source: 'F. J. Anscombe, The American Statistician 27 (1973) 17–21, has the data it opens with',
};
