import { penguinSpecies } from '../data/sets/penguins.ts';
import type { Surface } from './surface.ts';
import { usualSamples } from './usualSamples.ts';

/**
 * −log of the probability that σ(z) gives to t is s − t z, where s = log(1 + e^z), written without a large number on the way and
 * with the right slope at z = 0.
 */
export const logistic: Surface = {
  name: 'logistic',
  title: 'Logistic regression',
  kind: 'data',
  sentence: 'Two classes from one column: p is the chance of the second. Far out the loss is nearly straight.',
  formula: ['z = x + y u', 'p = 1/(1 + exp(-z))', 's = log(1 + exp(-abs(z))) + (abs(z) + z)/2', 's - t z'],
  classes: true,
  samples: usualSamples(penguinSpecies),
  parameters: [],
  domain: [
    [-4.4, 3.6],
    [-2.6, 3.4],
  ],
  minima: [],
  searched: true,
  start: [2.8, -2],
  learningRate: 0.3,
  source: 'D. R. Cox, J. R. Stat. Soc. B 20 (1958) 215–242',
};
