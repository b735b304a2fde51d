import type { Surface } from './surface.ts';

export const himmelblau: Surface = {
  name: 'himmelblau',
  title: 'Himmelblau',
  kind: 'many',
  sentence: 'Four equal minima: a small change of the start or of momentum decides which one is reached.',
  formula: ['(x^2 + y - 11)^2 + (x + y^2 - 7)^2'],
  parameters: [],
  domain: [
    [-6.6, 6.6],
    [-4.8, 4.8],
  ],
  minima: [
    { x: '3', y: '2', loss: '0', curvature: ['25.7157287525', '82.2842712475'] },
    { x: '-2.805118086952745', y: '3.131312518250573', loss: '0', curvature: ['64.8403727707', '80.5500717789'] },
    { x: '-3.779310253377747', y: '-3.283185991286170', loss: '0', curvature: ['70.7143547442', '133.785615213'] },
    { x: '3.584428340330492', y: '-1.848126526964404', loss: '0', curvature: ['28.6906771568', '105.418908336'] },
  ],
  start: [-0.6, -3.6],
  learningRate: 0.006,
  source: 'D. M. Himmelblau, Applied Nonlinear Programming, McGraw-Hill 1972',
};
