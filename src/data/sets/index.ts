import type { DataSet } from '../dataSet.ts';
import { anscombe } from './anscombe.ts';
import { galton } from './galton.ts';
import { iris } from './iris.ts';
import { oldFaithful } from './oldFaithful.ts';
import { penguins, penguinSpecies } from './penguins.ts';

/** The data sets that come with the page, in its order. */
export const dataSets: readonly DataSet[] = [...anscombe, oldFaithful, galton, penguins, penguinSpecies, iris];
