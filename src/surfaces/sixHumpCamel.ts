import type { Surface } from './surface.ts';

export const sixHumpCamel: Surface = {
  name: 'six_hump_camel',
  title: 'Six-hump camel',
  kind: 'many',
  sentence: 'Six minima in pairs, for the landscape is the same turned by half a turn; two of them are the lowest.',
  formula: ['(4 - 2.1 x^2 + x^4/3) x^2 + x y + (4 y^2 - 4) y^2'],
  parameters: [],
  domain: [
    [-2.1, 2.1],
    [-1.3, 1.3],
  ],
  minima: [
    {
      x: '0.08984201310031806',
      y: '-0.7126564030207396',
      loss: '-1.0316284534898774',
      curvature: ['7.68225141337', '16.4931952322'],
    },
    {
      x: '-0.08984201310031806',
      y: '0.7126564030207396',
      loss: '-1.0316284534898774',
      curvature: ['7.68225141337', '16.4931952322'],
    },
    {
      x: '1.703606714969981',
      y: '-0.7960835686726251',
      loss: '-0.21546382438371764',
      curvature: ['18.8171386352', '22.6975150069'],
    },
    {
      x: '-1.703606714969981',
      y: '0.7960835686726251',
      loss: '-0.21546382438371764',
      curvature: ['18.8171386352', '22.6975150069'],
    },
    {
      x: '1.6071047529201972',
      y: '0.5686514548841314',
      loss: '2.1042503103112583',
      curvature: ['7.12151212021', '10.0216025162'],
    },
    {
      x: '-1.6071047529201972',
      y: '-0.5686514548841314',
      loss: '2.1042503103112583',
      curvature: ['7.12151212021', '10.0216025162'],
    },
  ],
  start: [-1.6, 1.05],
  learningRate: 0.01,
  source: 'L. C. W. Dixon and G. P. Szegő, Towards Global Optimisation 2, North-Holland 1978',
};
