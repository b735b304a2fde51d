import type { Surface } from './surface.ts';

export const booth: Surface = {
  name: 'booth',
  title: 'Booth',
  kind: 'valley',
  sentence: 'A bowl nine times steeper one way than the other, its axes on the diagonals.',
  formula: ['(x + 2 y - 7)^2 + (2 x + y - 5)^2'],
  parameters: [],
  domain: [
    [-5.5, 7.5],
    [-2, 8],
  ],
  minima: [{ x: '1', y: '3', loss: '0', curvature: ['2', '18'] }],
  start: [-4.2, -0.6],
  learningRate: 0.02,
  source:
    'M. Jamil and X.-S. Yang, A literature survey of benchmark functions, Int. J. Math. Model. Numer. Optim. 4 (2013)',
};
