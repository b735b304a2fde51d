import type { Column, DataSet } from '../dataSet.ts';
import { numbers } from './numbers.ts';

const parents = [64, 64.5, 65.5, 66.5, 67.5, 68.5, 69.5, 70.5, 71.5, 72.5, 73];
const children = [61.7, 62.2, 63.2, 64.2, 65.2, 66.2, 67.2, 68.2, 69.2, 70.2, 71.2, 72.2, 73.2, 73.7];

/** How many children of a height, a row each, have mid-parents of a height, a column each. */
const counts = numbers(`
   1  1  1  0  0  1  0  1  0  0  0
   0  1  0  3  3  0  0  0  0  0  0
   2  4  9  3  5  7  1  1  0  0  0
   4  4  5  5 14 11 16  0  0  0  0
   1  1  7  2 15 16  4  1  1  0  0
   2  5 11 17 36 25 17  1  3  0  0
   2  5 11 17 38 31 27  3  4  0  0
   1  0  7 14 28 34 20 12  3  1  0
   1  2  7 13 38 48 33 18  5  2  0
   0  0  5  4 19 21 25 14 10  1  0
   0  0  2  0 11 18 20  7  4  2  0
   0  0  1  0  4  4 11  4  9  7  1
   0  0  0  0  0  3  4  3  2  2  3
   0  0  0  0  0  0  5  3  2  4  0`);

/** A row a child. */
/* @__NO_SIDE_EFFECTS__ */
const heights = (heightOf: (cell: number) => number): Column['values'] =>
  counts.flatMap((count, cell) => Array<number>(count).fill(heightOf(cell)));

export const galton: DataSet = {
  id: 'galton',
  name: 'Galton’s heights',
  sentence: 'Children of tall parents are tall, but less so: the regression that gave the method its name.',
  source: 'F. Galton, Regression towards mediocrity in hereditary stature, table I, 1886',
  licence: 'public domain',
  columns: [
    { name: 'parents', unit: 'in', values: heights(cell => parents[cell % parents.length]!) },
    { name: 'child', unit: 'in', values: heights(cell => children[Math.floor(cell / parents.length)]!) },
  ],
};
