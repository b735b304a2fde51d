import type { Surface } from './surface.ts';

export const ravine: Surface = {
  name: 'ravine',
  title: 'Ravine',
  kind: 'valley',
  sentence: 'A long valley: κ times steeper across than along. The picture that momentum was made for.',
  formula: [
    'u = x cos(rotation pi/180) + y sin(rotation pi/180)',
    'v = y cos(rotation pi/180) - x sin(rotation pi/180)',
    '1/2 (u^2 + kappa v v)', // not v^2: in float32 this order gives the loss that NumPy gives
  ],
  parameters: [
    { name: 'kappa', symbol: 'κ', title: 'condition κ', default: 20, min: 1, max: 200, step: 1 },
    { name: 'rotation', symbol: 'φ', title: 'rotation φ', default: 18, min: -90, max: 90, step: 1, unit: '°' },
  ],
  domain: [
    [-3.3, 3.3],
    [-2.3, 2.3],
  ],
  minima: [{ x: '0', y: '0', loss: '0', curvature: ['1', 'kappa'] }],
  start: [-2.6, 1.15],
  learningRate: 0.04,
  source: 'G. Goh, Why Momentum Really Works, Distill 2017 (the convex quadratic)',
};
