import { expect, test } from 'vitest';
import { readCsv, type Table } from './csv.ts';
import { rowsOf } from './dataSet.ts';
import { isOwnId, keepOwn, ownId, ownSet, ownTable } from './own.ts';
import { thinned } from './thinned.ts';

const table = readCsv('kind,a,b\nno,1,2\nyes,2,3\nno,4,5') as Table;

test('an own table has its numbers first, or the columns that are named', () => {
  const names = (first?: readonly string[]) => ownTable('mine', table, first).columns.map(({ name }) => name);
  expect(names()).toEqual(['a', 'b', 'kind']);
  expect(names(['b', 'kind'])).toEqual(['b', 'kind', 'a']);
  expect(ownTable('mine', table).sentence).toBe('3 rows of your own.');
});

test('its id tells its numbers, and finds it again', () => {
  const set = ownTable('mine', table);
  expect(isOwnId(set.id)).toBe(true);
  expect(ownId(table.columns)).toBe(set.id);
  expect(ownTable('mine', readCsv('kind,a,b\nno,1,2\nyes,2,3\nno,4,6') as Table).id).not.toBe(set.id);
  expect(ownSet(set.id)).toBeUndefined();
  keepOwn(set);
  expect(ownSet(set.id)).toBe(set);
});

test('of many rows a thousand are used, evenly apart, and that is said', () => {
  const rows = Array.from({ length: 2500 }, (_, i) => `${i},${i * i}`);
  const set = ownTable('long', readCsv(['a,b', ...rows].join('\n')) as Table);
  const { table: used, sentence } = thinned(set);
  expect(rowsOf(used)).toBe(1000);
  expect(used.columns[0]!.values.slice(0, 3)).toEqual([0, 2, 5]);
  expect(used.columns[1]!.values.at(-1)).toBe(used.columns[0]!.values.at(-1)! ** 2);
  expect(sentence).toBe('long has 2,500 rows; 1,000 of them, evenly apart, are used.');
  expect(thinned(used)).toEqual({ table: used });
});
