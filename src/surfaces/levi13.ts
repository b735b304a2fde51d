import type { Surface } from './surface.ts';

export const levi13: Surface = {
  name: 'levi13',
  title: 'Lévi 13',
  kind: 'many',
  sentence: 'Folds along y crossed by ripples along x; between them the ground falls only slowly.',
  formula: ['sin(3 pi x)^2 + (x - 1)^2 (1 + sin(3 pi y)^2) + (y - 1)^2 (1 + sin(2 pi y)^2)'],
  parameters: [],
  domain: [
    [-2.6, 4.6],
    [-1.6, 3.6],
  ],
  minima: [{ x: '1', y: '1', loss: '0', curvature: ['2', '2 + 18 pi^2'] }],
  start: [-1.9, -0.7],
  learningRate: 0.001,
  source: 'A. V. Levy and A. Montalvo, SIAM J. Sci. Stat. Comput. 6 (1985) 15–29 (no. 13 of that family)',
};
