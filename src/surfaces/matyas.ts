import type { Surface } from './surface.ts';

export const matyas: Surface = {
  name: 'matyas',
  title: 'Matyas',
  kind: 'valley',
  sentence: 'A gentle valley along the diagonal: the slope along its floor is a twenty-fifth of that across.',
  formula: ['0.26 (x^2 + y^2) - 0.48 x y'],
  parameters: [],
  domain: [
    [-9, 9],
    [-6.5, 6.5],
  ],
  minima: [{ x: '0', y: '0', loss: '0', curvature: ['0.04', '1'] }],
  start: [-7.4, 2.2],
  learningRate: 0.5,
  source:
    'M. Jamil and X.-S. Yang, A literature survey of benchmark functions, Int. J. Math. Model. Numer. Optim. 4 (2013)',
};
