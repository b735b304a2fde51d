import type { Surface } from './surface.ts';

export const cliff: Surface = {
  name: 'cliff',
  title: 'Plateau and cliff',
  kind: 'saddle',
  sentence: 'Almost level, then a wall: one large gradient throws the run far. clipnorm keeps the step short.',
  formula: ['h/2 (1 - tanh(s*(x + y/3))) + 0.02 (x - 2)^2 + 0.05 y^2'],
  parameters: [
    { name: 'h', symbol: 'h', title: 'height h', default: 4, min: 0.5, max: 10, step: 0.1 },
    { name: 's', symbol: 's', title: 'steepness s', default: 6, min: 1, max: 20, step: 0.5 },
  ],
  domain: [
    [-4.2, 5.2],
    [-3.4, 3.4],
  ],
  minima: [{ x: '2', y: '0' }],
  start: [-3.4, 0.9],
  learningRate: 0.1,
  source: 'R. Pascanu, T. Mikolov and Y. Bengio, ICML 2013 (the cliff that gradient clipping is for)',
};
