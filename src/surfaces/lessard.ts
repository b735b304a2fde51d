import type { Surface } from './surface.ts';

export const lessard: Surface = {
  name: 'lessard',
  title: 'Lessard’s curve',
  kind: 'counter',
  sentence:
    'Three parabolas joined smoothly, curvature 25, 1 and 25. Momentum at its best constants for κ = 25 is caught in a cycle of three.',
  formula: ['x < 1 ? 12.5 x^2 : x < 2 ? 1/2 x^2 + 24 x - 12 : 12.5 x^2 - 24 x + 36'],
  parameters: [],
  dimensions: 1,
  domain: [
    [-2.6, 4],
    [-1, 1],
  ],
  minima: [{ x: '0', y: '0', loss: '0', curvature: ['25'] }],
  start: [3.3, 0],
  learningRate: 0.02,
  source: 'L. Lessard, B. Recht and A. Packard, SIAM J. Optim. 26 (2016) 57–95',
};
