import type { Surface } from './surface.ts';

export const ackley: Surface = {
  name: 'ackley',
  title: 'Ackley',
  kind: 'many',
  sentence: 'Ripples on a funnel: the slope inwards is hidden under a hundred small hollows.',
  formula: ['-20 exp(-0.2 sqrt(1/2 (x^2 + y^2))) - exp(1/2 (cos(2 pi x) + cos(2 pi y))) + e + 20'],
  parameters: [],
  domain: [
    [-5, 5],
    [-3.7, 3.7],
  ],
  minima: [{ x: '0', y: '0', loss: '0' }],
  start: [-3.6, 2.6],
  learningRate: 0.02,
  source: 'D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer 1987',
};
