import type { Surface } from './surface.ts';

export const mcCormick: Surface = {
  name: 'mccormick',
  title: 'McCormick',
  kind: 'valley',
  sentence:
    'A slanting trough with waves on its floor: each hollow along the diagonal lies π lower than the one before.',
  formula: ['sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1'],
  parameters: [],
  domain: [
    [-3.6, 5.2],
    [-3.2, 3.6],
  ],
  minima: [
    { x: '1/2 - pi/3', y: '-1/2 - pi/3', loss: '-sqrt(3)/2 - pi/3', curvature: ['sqrt(3)', '4'] },
    { x: '1/2 + 2 pi/3', y: '2 pi/3 - 1/2', loss: '-sqrt(3)/2 + 2 pi/3', curvature: ['sqrt(3)', '4'] },
  ],
  start: [4, 2.4],
  learningRate: 0.03,
  source: 'G. P. McCormick, Applied Nonlinear Programming, Wiley 1982',
};
