import type { Surface } from './surface.ts';

export const styblinskiTang: Surface = {
  name: 'styblinski_tang',
  title: 'Styblinski–Tang',
  kind: 'many',
  sentence: 'Four wells of unlike depth, one in each quarter.',
  formula: ['1/2 (x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y)'],
  parameters: [],
  domain: [
    [-5.2, 5.2],
    [-4, 4],
  ],
  minima: [
    {
      x: '-2.903534027771177',
      y: '-2.903534027771177',
      loss: '-78.33233140754283',
      curvature: ['34.5830591026', '34.5830591026'],
    },
    {
      x: '2.746802770990837',
      y: '-2.903534027771177',
      loss: '-64.19561235905536',
      curvature: ['29.2695527763', '34.5830591026'],
    },
    {
      x: '-2.903534027771177',
      y: '2.746802770990837',
      loss: '-64.19561235905536',
      curvature: ['29.2695527763', '34.5830591026'],
    },
    {
      x: '2.746802770990837',
      y: '2.746802770990837',
      loss: '-50.05889331056788',
      curvature: ['29.2695527763', '29.2695527763'],
    },
  ],
  start: [0.4, 3.7],
  learningRate: 0.005,
  source: 'M. A. Styblinski and T.-S. Tang, Neural Networks 3 (1990) 467–483',
};
