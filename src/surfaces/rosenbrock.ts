import type { Surface } from './surface.ts';

export const rosenbrock: Surface = {
  name: 'rosenbrock',
  title: 'Rosenbrock',
  kind: 'valley',
  sentence: 'A curved, nearly flat valley: easy to enter, slow to follow to its end.',
  formula: ['(a - x)^2 + b*(y - x^2)^2'],
  parameters: [
    { name: 'a', symbol: 'a', title: 'a', default: 1, min: -2, max: 2, step: 0.1 },
    { name: 'b', symbol: 'b', title: 'b', default: 100, min: 1, max: 200, step: 1 },
  ],
  domain: [
    [-2.4, 2.4],
    [-0.9, 2.6],
  ],
  minima: [
    {
      x: 'a',
      y: 'a^2',
      loss: '0',
      curvature: [
        '(1 + b*(4 a^2 + 1)) - sqrt((1 + b*(4 a^2 + 1))^2 - 4 b)',
        '(1 + b*(4 a^2 + 1)) + sqrt((1 + b*(4 a^2 + 1))^2 - 4 b)',
      ],
    },
  ],
  start: [-1.2, 1],
  learningRate: 0.0005,
  source: 'H. H. Rosenbrock, The Computer Journal 3 (1960) 175–184',
};
