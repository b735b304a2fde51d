import type { Surface } from './surface.ts';

export const parabola: Surface = {
  name: 'parabola',
  title: 'Parabola',
  kind: 'curve',
  sentence: 'One curvature and nothing else: what every theory of momentum is first worked out on.',
  formula: ['1/2 c x^2'],
  parameters: [{ name: 'c', symbol: 'c', title: 'curvature c', default: 1, min: 0.1, max: 10, step: 0.1 }],
  dimensions: 1,
  domain: [
    [-3.2, 3.2],
    [-1, 1],
  ],
  minima: [{ x: '0', y: '0', loss: '0', curvature: ['c'] }],
  start: [-2.7, 0],
  learningRate: 0.1,
  source: 'B. T. Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1–17',
};
