import type { DataSet } from '../data/dataSet.ts';
import { isOwnId, keepOwn } from '../data/own.ts';

const PREFIX = 'table.';

/** Keeps a table for as long as the tab is open, so that a reload does not lose it. It is sent nowhere. */
export function keepTable(table: DataSet): void {
  try {
    sessionStorage.setItem(PREFIX + table.id, JSON.stringify(table));
  } catch {
    // No room, or not allowed: then it lasts until the next reload.
  }
}

/** Brings back what this tab has kept. */
export function restoreTables(): void {
  try {
    for (const [key, text] of Object.entries(sessionStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const table = JSON.parse(String(text)) as DataSet;
      if (isOwnId(table.id)) keepOwn(table);
    }
  } catch {
    // Not allowed here, or not ours.
  }
}
