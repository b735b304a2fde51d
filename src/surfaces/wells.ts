import type { Surface } from './surface.ts';

export const wells: Surface = {
  name: 'wells',
  title: 'Gaussian wells',
  kind: 'many',
  sentence: 'Three wells in a shallow bowl. Drag their middles on the stage and watch where the runs fall.',
  formula: [
    'a = d1 exp(-((x - x1)^2 + (y - y1)^2)/(2 s^2))',
    'b = d2 exp(-((x - x2)^2 + (y - y2)^2)/(2 s^2))',
    'c = d3 exp(-((x - x3)^2 + (y - y3)^2)/(2 s^2))',
    '(x^2 + y^2)/4 - a - b - c',
  ],
  parameters: [
    { name: 'x1', symbol: 'x1', title: 'x1', default: -1.2, min: -4, max: 4, step: 0.01 },
    { name: 'y1', symbol: 'y1', title: 'y1', default: 0.5, min: -4, max: 4, step: 0.01 },
    { name: 'd1', symbol: 'd1', title: 'depth 1', default: 3, min: 0, max: 6, step: 0.1 },
    { name: 'x2', symbol: 'x2', title: 'x2', default: 1.1, min: -4, max: 4, step: 0.01 },
    { name: 'y2', symbol: 'y2', title: 'y2', default: 0.7, min: -4, max: 4, step: 0.01 },
    { name: 'd2', symbol: 'd2', title: 'depth 2', default: 2, min: 0, max: 6, step: 0.1 },
    { name: 'x3', symbol: 'x3', title: 'x3', default: 0.4, min: -4, max: 4, step: 0.01 },
    { name: 'y3', symbol: 'y3', title: 'y3', default: -1, min: -4, max: 4, step: 0.01 },
    { name: 'd3', symbol: 'd3', title: 'depth 3', default: 1.5, min: 0, max: 6, step: 0.1 },
    { name: 's', symbol: 's', title: 'width s', default: 0.5, min: 0.15, max: 1.5, step: 0.05 },
  ],
  handles: [
    { title: 'well 1', x: 'x1', y: 'y1' },
    { title: 'well 2', x: 'x2', y: 'y2' },
    { title: 'well 3', x: 'x3', y: 'y3' },
  ],
  domain: [
    [-2.7, 2.7],
    [-2, 2],
  ],
  minima: [
    { x: 'x1', y: 'y1' },
    { x: 'x2', y: 'y2' },
    { x: 'x3', y: 'y3' },
  ],
  start: [0.1, 1.7],
  learningRate: 0.03,
  source: 'A sum of Gaussians, after the double Gaussian of E. Dupont, 2018',
};
