import type { Surface } from './surface.ts';

export const easom: Surface = {
  name: 'easom',
  title: 'Easom',
  kind: 'saddle',
  sentence: 'A plain with one narrow hole: far from it there is no slope to follow.',
  formula: ['-cos(x) cos(y) exp(-((x - pi)^2 + (y - pi)^2))'],
  parameters: [],
  domain: [
    [-1, 7.3],
    [0.2, 6.1],
  ],
  minima: [{ x: 'pi', y: 'pi', loss: '-1', curvature: ['3', '3'] }],
  start: [1.6, 4.2],
  learningRate: 0.1,
  source: 'E. E. Easom, A survey of global optimization techniques, University of Louisville 1990',
};
