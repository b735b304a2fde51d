import type { Surface } from './surface.ts';

export const goldsteinPrice: Surface = {
  name: 'goldstein_price',
  title: 'Goldstein–Price',
  kind: 'many',
  sentence: 'Four minima in a landscape whose walls rise a millionfold: hardly a step size suits all of it.',
  formula: [
    'u = 1 + (x + y + 1)^2 (19 - 14 x + 3 x^2 - 14 y + 6 x y + 3 y^2)',
    'v = 30 + (2 x - 3 y)^2 (18 - 32 x + 12 x^2 + 48 y - 36 x y + 27 y^2)',
    'u v',
  ],
  parameters: [],
  domain: [
    [-2.4, 2.4],
    [-2, 1.4],
  ],
  minima: [
    { x: '0', y: '-1', loss: '3', curvature: ['402.831011667', '965.168988333'] },
    { x: '-0.6', y: '-0.4', loss: '30', curvature: ['447.917781799', '4340.0822182'] },
    { x: '1.8', y: '0.2', loss: '84', curvature: ['207.625966622', '26216.3740334'] },
    { x: '1.2', y: '0.8', loss: '840', curvature: ['2061.41439344', '13202.5856066'] },
  ],
  start: [-1.1, -0.6],
  learningRate: 2e-5,
  source: 'A. A. Goldstein and J. F. Price, Mathematics of Computation 25 (1971) 569–574',
};
