import type { Surface } from './surface.ts';

export const doubleWell: Surface = {
  name: 'double_well',
  title: 'Double well',
  kind: 'curve',
  sentence: 'Two hollows, the left one deeper. Plain descent stays in the first; momentum crosses the rim.',
  formula: ['x^4 - 1/2 x^2 + t x'],
  parameters: [{ name: 't', symbol: 't', title: 'tilt t', default: 0.1, min: -0.3, max: 0.3, step: 0.01 }],
  dimensions: 1,
  domain: [
    [-1.04, 1.08],
    [-1, 1],
  ],
  minima: [
    { x: '-0.5', y: '0' },
    { x: '0.5', y: '0' },
  ],
  start: [1, 0],
  learningRate: 0.02,
  source: 'The quartic of Landau’s theory of phase transitions',
};
