import type { Surface } from './surface.ts';

export const rastrigin: Surface = {
  name: 'rastrigin',
  title: 'Rastrigin',
  kind: 'many',
  sentence: 'An egg box on a bowl: hundreds of local minima round the one that counts.',
  formula: ['2 A + (x^2 - A cos(2 pi x)) + (y^2 - A cos(2 pi y))'],
  parameters: [{ name: 'A', symbol: 'A', title: 'amplitude A', default: 10, min: 0, max: 20, step: 0.5 }],
  domain: [
    [-4.4, 4.4],
    [-3.2, 3.2],
  ],
  minima: [{ x: '0', y: '0', loss: '0', curvature: ['2 + 4 pi^2 A', '2 + 4 pi^2 A'] }],
  start: [3.4, -2.3],
  learningRate: 0.002,
  source: 'L. A. Rastrigin, Systems of Extremal Control, Nauka 1974',
};
