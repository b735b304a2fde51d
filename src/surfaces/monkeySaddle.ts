import type { Surface } from './surface.ts';

export const monkeySaddle: Surface = {
  name: 'monkey_saddle',
  title: 'Monkey saddle',
  kind: 'saddle',
  sentence: 'Three ways down and three ways up, and at the middle neither slope nor curvature.',
  formula: ['x^3 - 3 x y^2'],
  parameters: [],
  domain: [
    [-2.2, 2.2],
    [-1.6, 1.6],
  ],
  minima: [],
  start: [1.8, 0.02],
  learningRate: 0.005,
  source: 'D. Hilbert and S. Cohn-Vossen, Anschauliche Geometrie, Springer 1932',
};
