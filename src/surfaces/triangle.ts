import type { Surface } from './surface.ts';

export const triangle: Surface = {
  name: 'triangle',
  title: 'Triangle',
  kind: 'counter',
  sentence:
    'Smooth and strongly convex, κ = 50. At its own best constants for κ = 50, momentum circles the middle for ever.',
  formula: [
    'a = clamp(-0.579626801845 (x - 0.760204081633) + 0.475021647236 (y + 0.124973966469), 0, 1)',
    'b = clamp(-0.121567412932 (x + 0.271871411043) - 0.73948235873 (y - 0.720843029989), 0, 1)',
    'c = clamp(0.701194214777 (x + 0.48833267059) + 0.264460711494 (y + 0.59586906352), 0, 1)',
    'da = (x - 0.760204081633 + 1.032075492676 a)^2 + (y + 0.124973966469 - 0.845816996457 a)^2',
    'db = (x + 0.271871411043 + 0.216461259547 b)^2 + (y - 0.720843029989 + 1.316712093509 b)^2',
    'dc = (x + 0.48833267059 - 1.248536752222 c)^2 + (y + 0.59586906352 - 0.470895097052 c)^2',
    'inside = min(-1.032075492676 (y + 0.124973966469) - 0.845816996457 (x - 0.760204081633), min(-0.216461259547 (y - 0.720843029989) + 1.316712093509 (x + 0.271871411043), 1.248536752222 (y + 0.59586906352) - 0.470895097052 (x + 0.48833267059)))',
    'dist = inside >= 0 ? 0 : min(da, min(db, dc))',
    '25 (x^2 + y^2) - 24.5 dist',
  ],
  parameters: [],
  domain: [
    [-1.9, 1.9],
    [-1.45, 1.45],
  ],
  minima: [{ x: '0', y: '0', loss: '0', curvature: ['50', '50'] }],
  start: [1, 0],
  learningRate: 0.02,
  source: 'after B. Goujaud, A. Taylor and A. Dieuleveut, Math. Programming 2025 (arXiv:2307.11291)',
};
