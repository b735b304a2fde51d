import type { Surface } from './surface.ts';

export const beale: Surface = {
  name: 'beale',
  title: 'Beale',
  kind: 'valley',
  sentence: 'Flat around the minimum, with walls that rise steeply at the corners.',
  formula: ['(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2'],
  parameters: [],
  domain: [
    [-1.2, 4.5],
    [-1.9, 1.9],
  ],
  minima: [{ x: '3', y: '0.5', loss: '0', curvature: ['0.301463646522', '48.9797863535'] }],
  start: [0.6, 1.35],
  learningRate: 0.005,
  source: 'E. M. L. Beale, On an iterative method for finding a local minimum, Princeton 1958',
};
