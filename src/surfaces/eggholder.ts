import type { Surface } from './surface.ts';

export const eggholder: Surface = {
  name: 'eggholder',
  title: 'Eggholder',
  kind: 'many',
  sentence: 'Long waves that tear at sharp creases; the deepest hollow of all lies at the edge of its square.',
  formula: ['-(y + 47) sin(sqrt(abs(x/2 + y + 47))) - x sin(sqrt(abs(x - y - 47)))'],
  parameters: [],
  domain: [
    [-540, 540],
    [-512, 512],
  ],
  minima: [
    {
      x: '482.35331046478844',
      y: '432.87899894548345',
      loss: '-956.9182316246656',
      curvature: ['0.188174842208', '97.3590562702'],
    },
  ],
  start: [-320, -60],
  learningRate: 1,
  source: 'D. Whitley et al., Artificial Intelligence 85 (1996) 245–276',
};
