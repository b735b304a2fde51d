import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { columnNamed, hasTwoClasses, rowsOf } from './dataSet.ts';
import { dataSets } from './sets/index.ts';
import { standardise } from './standardise.ts';

const setNamed = (id: string) => dataSets.find(set => set.id === id)!;

test('each has an id of its own', () => {
  expect(new Set(dataSets.map(({ id }) => id)).size).toBe(dataSets.length);
});

describe.each(dataSets.map(set => [set.id, set] as const))('%s', (_, set) => {
  test('says what it is and where it comes from', () => {
    for (const text of [set.name, set.sentence, set.source, set.licence]) expect(text.length).toBeGreaterThan(2);
    expect(set.source).toMatch(/\b(18|19|20)\d\d\b/);
  });

  test('has finite columns of one length, of different names', () => {
    expect(new Set(set.columns.map(({ name }) => name)).size).toBe(set.columns.length);
    for (const { values } of set.columns) {
      expect(values).toHaveLength(rowsOf(set));
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  test('has columns that vary, and classes of zeros and ones', () => {
    for (const column of set.columns)
      if (column.classes) expect(hasTwoClasses(column)).toBe(true);
      else expect(standardise(column)).not.toHaveProperty('error');
  });
});

test.each([
  // R 4.2.2: length, mean() of datasets::faithful, iris, anscombe, of psychTools::galton and palmerpenguins::penguins
  ['oldFaithful', 'eruption', 272, 3.48778308823529],
  ['oldFaithful', 'wait', 272, 70.8970588235294],
  ['galton', 'parents', 928, 68.3081896551724],
  ['galton', 'child', 928, 68.0884698275862],
  ['penguins', 'flipper', 342, 200.915204678363],
  ['penguins', 'body mass', 342, 4201.75438596491],
  ['penguinSpecies', 'bill length', 219, 41.9095890410959],
  ['iris', 'petal length', 100, 4.906],
  ['anscombe1', 'y', 11, 7.50090909090909],
  ['anscombe2', 'y', 11, 7.50090909090909],
  ['anscombe3', 'y', 11, 7.5],
  ['anscombe4', 'y', 11, 7.50090909090909],
])('%s, column %s, has R’s rows and mean', (id, name, rows, mean) => {
  const { values } = columnNamed(setNamed(id), name)!;
  expect(values).toHaveLength(rows);
  expect(values.reduce((sum, value) => sum + value, 0) / rows).toBeCloseTo(mean, 10);
});

test('all sets together are under 8 kB compressed', () => {
  const folder = new URL('sets/', import.meta.url);
  const text = readdirSync(folder).map(file => readFileSync(new URL(file, folder), 'utf8'));
  expect(gzipSync(text.join('')).length).toBeLessThan(8000);
});
