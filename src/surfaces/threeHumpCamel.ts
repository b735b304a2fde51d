import type { Surface } from './surface.ts';

export const threeHumpCamel: Surface = {
  name: 'three_hump_camel',
  title: 'Three-hump camel',
  kind: 'many',
  sentence: 'One deep hollow between two shallow ones: momentum rolls over the rims, plain descent stays.',
  formula: ['2 x^2 - 1.05 x^4 + x^6/6 + x y + y^2'],
  parameters: [],
  domain: [
    [-2.5, 2.5],
    [-1.9, 1.9],
  ],
  minima: [
    { x: '0', y: '0', loss: '0', curvature: ['3 - sqrt(2)', '3 + sqrt(2)'] },
    {
      x: 'sqrt(2.1 + sqrt(0.91))',
      y: '-sqrt(2.1 + sqrt(0.91))/2',
      loss: '0.29863844223685982',
      curvature: ['1.90244515499', '12.2506441369'],
    },
    {
      x: '-sqrt(2.1 + sqrt(0.91))',
      y: 'sqrt(2.1 + sqrt(0.91))/2',
      loss: '0.29863844223685982',
      curvature: ['1.90244515499', '12.2506441369'],
    },
  ],
  start: [-2.1, 1.4],
  learningRate: 0.02,
  source: 'F. H. Branin, IBM J. Res. Dev. 16 (1972) 504–522',
};
