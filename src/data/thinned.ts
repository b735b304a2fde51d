import { rowsOf, type DataSet } from './dataSet.ts';

/** A step goes through all rows for each of its gradients: more of them would make the page wait. */
const MOST_ROWS = 1000;

/** The table, or so many of its rows, evenly apart, with a sentence that says so. */
export function thinned(table: DataSet): { readonly table: DataSet; readonly sentence?: string } {
  const rows = rowsOf(table);
  if (rows <= MOST_ROWS) return { table };
  const kept = Array.from({ length: MOST_ROWS }, (_, i) => Math.floor((i * rows) / MOST_ROWS));
  const columns = table.columns.map(column => ({ ...column, values: kept.map(row => column.values[row]!) }));
  const sentence = `${table.name} has ${rows.toLocaleString('en-US')} rows; ${MOST_ROWS.toLocaleString('en-US')} of them, evenly apart, are used.`;
  return { table: { ...table, columns, sentence }, sentence };
}
