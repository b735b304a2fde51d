import type { DataSet } from '../../data/dataSet.ts';
import { keepOwn, ownId } from '../../data/own.ts';
import type { Surface } from '../../surfaces/surface.ts';
import { usualData, type DataChoice } from '../dataChoice.ts';

const table: DataSet = {
  id: ownId([]),
  name: 'mine.csv',
  sentence: '',
  source: '',
  licence: '',
  columns: [
    { name: 'a, b', values: [1, 2, 4] },
    { name: 'kind', values: [0, 1, 1], classes: ['no', 'yes'] },
  ],
};
keepOwn(table);

/** The usual data of a surface, other columns of another set, and a table that was brought along. */
export const choicesOn = (surface: Surface): DataChoice[] => [
  usualData(surface)!,
  surface.classes
    ? { set: 'iris', input: 'petal width', target: 'species' }
    : { set: 'penguins', input: 'bill length', target: 'bill depth' },
  { set: table.id, input: 'a, b', target: 'kind' },
];
