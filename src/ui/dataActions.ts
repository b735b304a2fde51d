import { readCsv } from '../data/csv.ts';
import type { DataSet } from '../data/dataSet.ts';
import { keepOwn, ownTable } from '../data/own.ts';
import { thinned } from '../data/thinned.ts';
import { dataObjection, firstColumns, usualColumns, type DataChoice } from '../experiment/dataChoice.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { keepTable } from '../store/ownTables.ts';
import { current, edit, notify, useExperimentStore } from '../store/experiment.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { setSurface } from './actions.ts';
import { tableFile } from './tableFile.ts';

export function setData(data: DataChoice): void {
  edit(experiment => ({ ...experiment, data }));
}

/** A table of one's own under the shown loss, or under a line where the shown landscape is over no data. */
export function adoptTable(table: DataSet): void {
  const { table: own, sentence } = thinned(table);
  keepOwn(own);
  keepTable(own);
  const shown = surfaceOf(current(useExperimentStore.getState()));
  const fitting = shown.samples && usualColumns(shown, own);
  if (fitting) setData(fitting);
  else setSurface(surfaceNamed('line')!, { data: usualColumns(surfaceNamed('line')!, own)! });
  if (sentence !== undefined) notify([sentence]);
}

/** Takes a file that was dropped on the page; says in the notice line what can't be read. */
export async function adoptFile(file: File): Promise<void> {
  const read = await tableFile(file);
  if ('error' in read) return notify([read.error]);
  const { text, name } = read;
  const table = readCsv(text);
  if ('error' in table) return notify([`${file.name}: ${table.error}`]);
  const set = ownTable(name, table);
  const line = surfaceNamed('line')!;
  if (!usualColumns(line, set)) return notify([`${file.name}: ${dataObjection(line, firstColumns(set), set)}`]);
  adoptTable(set);
  const { badRows } = table;
  if (badRows.length > 0)
    notify([`${name}: ${badRows.length === 1 ? '1 row was' : 'some rows were'} left out: ${badRows.join('; ')}.`]);
}
