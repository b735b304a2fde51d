import type { Surface } from './surface.ts';

export const ripples: Surface = {
  name: 'ripples',
  title: 'Ripples',
  kind: 'curve',
  sentence: 'A bowl with ripples: small steps stop in the first hollow, fast ones skip over it.',
  formula: ['x^2/4 + r cos(4 x)'],
  parameters: [{ name: 'r', symbol: 'r', title: 'ripple r', default: 0.4, min: 0, max: 1, step: 0.02 }],
  dimensions: 1,
  domain: [
    [-4.4, 4.4],
    [-1, 1],
  ],
  minima: [
    { x: '0.75', y: '0' },
    { x: '-0.75', y: '0' },
    { x: '2.1', y: '0' },
    { x: '-2.1', y: '0' },
  ],
  start: [-3.9, 0],
  learningRate: 0.02,
  source: 'A one-dimensional section in the manner of Rastrigin, 1974',
};
