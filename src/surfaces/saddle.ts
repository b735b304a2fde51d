import type { Surface } from './surface.ts';

export const saddle: Surface = {
  name: 'saddle',
  title: 'Saddle',
  kind: 'saddle',
  sentence: 'Down on one side, up on the other: how long does a run hesitate at the pass? There is no minimum.',
  formula: ['x^2 - y^2'],
  parameters: [],
  domain: [
    [-2.2, 2.2],
    [-1.6, 1.6],
  ],
  minima: [],
  start: [-1.8, 0.001],
  learningRate: 0.05,
  source: 'The quadratic form of index one',
};
