import type { Column, DataSet } from '../dataSet.ts';
import { adelie, chinstrap, gentoo } from './birds.ts';
import { twoClasses } from './numbers.ts';

const origin = {
  source:
    'K. B. Gorman, T. D. Williams, W. R. Fraser, PLoS ONE 9(3), 2014; package palmerpenguins by A. M. Horst et al.',
  licence: 'CC0',
};

/* @__NO_SIDE_EFFECTS__ */
const measures = (species: readonly (typeof adelie)[]): Record<keyof typeof adelie, Column> => ({
  flipper: { name: 'flipper', unit: 'mm', values: species.flatMap(({ flipper }) => flipper) },
  mass: { name: 'body mass', unit: 'g', values: species.flatMap(({ mass }) => mass) },
  billLength: { name: 'bill length', unit: 'mm', values: species.flatMap(({ billLength }) => billLength) },
  billDepth: { name: 'bill depth', unit: 'mm', values: species.flatMap(({ billDepth }) => billDepth) },
});

const all = measures([adelie, chinstrap, gentoo]);
const two = measures([adelie, chinstrap]);

export const penguins: DataSet = {
  id: 'penguins',
  name: 'Penguins',
  sentence: '342 penguins of three species: the longer the flipper, the heavier the bird.',
  ...origin,
  columns: [all.flipper, all.mass, all.billLength, all.billDepth],
};

export const penguinSpecies: DataSet = {
  id: 'penguinSpecies',
  name: 'Penguins: two species',
  sentence: 'Adelie or Chinstrap: their flippers overlap widely, their bills hardly.',
  ...origin,
  columns: [
    two.flipper,
    {
      name: 'species',
      classes: ['Adelie', 'Chinstrap'],
      values: twoClasses(adelie.mass.length, chinstrap.mass.length),
    },
    two.billLength,
    two.billDepth,
    two.mass,
  ],
};
