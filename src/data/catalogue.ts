import type { DataSet } from './dataSet.ts';

/** The names by which links know the data sets; their numbers are fetched only where one is used. */
export const dataSetIds: readonly string[] = [
  'anscombe1',
  'anscombe2',
  'anscombe3',
  'anscombe4',
  'oldFaithful',
  'galton',
  'penguins',
  'penguinSpecies',
  'iris',
];

export const loadDataSets = async (): Promise<readonly DataSet[]> => (await import('./sets/index.ts')).dataSets;
