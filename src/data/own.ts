import type { Table } from './csv.ts';
import type { DataSet } from './dataSet.ts';

/** Tables that a reader brought along: they are on this machine only. */
const brought = new Map<string, DataSet>();

/** What an own set's id starts with; the rest tells its numbers. */
const OWN = 'csv-';

export const isOwnId = (id: string): boolean => id.startsWith(OWN);
export const ownSet = (id: string): DataSet | undefined => brought.get(id);
export const ownSets = (): readonly DataSet[] => [...brought.values()];
export const keepOwn = (set: DataSet): void => void brought.set(set.id, set);

/** The same for the same columns (FNV-1a over their text). */
export function ownId(columns: DataSet['columns']): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(columns)) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return `${OWN}${hash.toString(16).padStart(8, '0')}`;
}

/** A table that was read, as a data set: the columns that are named first, then those of numbers, then those of classes. */
export function ownTable(name: string, { columns, rows }: Table, first: readonly string[] = []): DataSet {
  const rank = (column: DataSet['columns'][number]): number => {
    const place = first.indexOf(column.name);
    return place >= 0 ? place : first.length + (column.classes ? 1 : 0);
  };
  return {
    id: ownId(columns),
    name,
    sentence: `${rows.toLocaleString('en-US')} rows of your own.`,
    source: 'your table',
    licence: 'yours',
    columns: columns.toSorted((a, b) => rank(a) - rank(b)),
  };
}
