import type { Surface } from './surface.ts';

export const doubleGaussian: Surface = {
  name: 'double_gaussian',
  title: 'Double Gaussian',
  kind: 'many',
  sentence: 'Two narrow holes in a wide bowl, the left one deeper: which one catches the run?',
  formula: ['x^2 + y^2 - 2 exp(-((x - 1)^2 + y^2)/d) - 3 exp(-((x + 1)^2 + y^2)/d)'],
  parameters: [{ name: 'd', symbol: 'd', title: 'width d', default: 0.2, min: 0.05, max: 0.6, step: 0.01 }],
  domain: [
    [-2.1, 2.1],
    [-1.6, 1.6],
  ],
  minima: [
    { x: '-1', y: '0' },
    { x: '1', y: '0' },
  ],
  start: [0.75, 1.3],
  learningRate: 0.006,
  source: 'E. Dupont, Interactive Visualization of Optimization Algorithms in Deep Learning, 2018',
};
