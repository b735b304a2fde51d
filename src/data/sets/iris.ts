import type { DataSet } from '../dataSet.ts';
import { numbers, twoClasses } from './numbers.ts';

export const iris: DataSet = {
  id: 'iris',
  name: 'Iris: two species',
  sentence: 'Fifty flowers each of versicolor and virginica, whose petals overlap in length.',
  source: 'E. Anderson, The irises of the Gaspé peninsula, 1935; in R. A. Fisher, Annals of Eugenics 7, 1936',
  licence: 'measurements, free as facts; the UCI repository has them under CC BY 4.0',
  columns: [
    {
      name: 'petal length',
      unit: 'cm',
      values: numbers(
        `
        47 45 49 40 46 45 47 33 46 39 35 42 40 47 36 44 45 41 45 39 48 40 49 47 43 44 48 50 45 35 38 37 39 51 45 45
        47 44 41 40 44 46 40 33 42 42 42 43 30 41
        60 51 59 56 58 66 45 63 58 61 51 53 55 50 51 53 55 67 69 50 57 49 67 49 57 60 48 49 56 58 61 64 56 51 56 61
        56 55 48 54 56 51 51 59 57 52 50 52 54 51`,
        10,
      ),
    },
    { name: 'species', classes: ['versicolor', 'virginica'], values: twoClasses(50, 50) },
    {
      name: 'petal width',
      unit: 'cm',
      values: numbers(
        `
        14 15 15 13 15 13 16 10 13 14 10 15 10 14 13 14 15 10 15 11 18 13 15 12 13 14 14 17 15 10 11 10 12 16 15 16
        15 13 13 13 12 14 12 10 13 12 13 13 11 13
        25 19 21 18 22 21 17 18 18 25 20 19 21 20 24 23 18 22 23 15 23 20 20 18 21 18 18 18 21 16 19 20 22 15 14 23
        24 18 18 21 24 23 19 23 25 23 19 20 23 18`,
        10,
      ),
    },
    {
      name: 'sepal length',
      unit: 'cm',
      values: numbers(
        `
        70 64 69 55 65 57 63 49 66 52 50 59 60 61 56 67 56 58 62 56 59 61 63 61 64 66 68 67 60 57 55 55 58 60 54 60
        67 63 56 55 55 61 58 50 56 57 57 62 51 57
        63 58 71 63 65 76 49 73 67 72 65 64 68 57 58 64 65 77 77 60 69 56 77 63 67 72 62 61 64 72 74 79 64 63 61 77
        63 64 60 69 67 69 58 68 67 67 63 65 62 59`,
        10,
      ),
    },
    {
      name: 'sepal width',
      unit: 'cm',
      values: numbers(
        `
        32 32 31 23 28 28 33 24 29 27 20 30 22 29 29 31 30 27 22 25 32 28 25 28 29 30 28 30 29 26 24 24 27 27 30 34
        31 23 30 25 26 30 26 23 27 30 29 29 25 28
        33 27 30 29 30 30 25 29 25 36 32 27 30 25 28 32 30 38 26 22 32 28 28 27 33 32 28 30 28 30 28 38 28 28 26 30
        34 31 30 31 31 31 27 32 33 30 25 30 34 30`,
        10,
      ),
    },
  ],
};
