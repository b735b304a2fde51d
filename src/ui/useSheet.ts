import { useEffect } from 'react';
import type { SheetJob } from '../simulation/sheet.ts';
import { computeSheet, sheetOf, stopSheet, useSheets, type SheetName, type ShownSheet } from '../store/sheets.ts';

/** Has a sheet computed for as long as it is on the page, anew whenever `key` changes; what there is of it so far. */
export function useSheet(
  name: SheetName,
  job: SheetJob | null,
  key: string,
): {
  readonly shown: ShownSheet | undefined;
  readonly version: number;
  readonly share: number;
  readonly error: string | null;
} {
  const { version, share, error } = useSheets(state => state[name]);
  useEffect(() => {
    if (job) void computeSheet(name, job);
    // The job is the same whenever its key is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [name, key]);
  useEffect(() => () => stopSheet(name), [name]);
  return { shown: job && version > 0 ? sheetOf(name) : undefined, version, share, error };
}
