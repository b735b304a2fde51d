import { create } from 'zustand';
import { createBasins, type Basins } from '../simulation/basins.ts';
import {
  emptySheet,
  finestFor,
  piecesOf,
  place,
  type Piece,
  type Sheet,
  type SheetJob,
  type Summaries,
} from '../simulation/sheet.ts';

/** Runs the pieces of a job somewhere; false once `signal` aborts. */
export type ShareOut = (
  job: SheetJob,
  pieces: readonly Piece[],
  onFound: (found: Summaries, piece: Piece) => void,
  signal: AbortSignal,
) => Promise<boolean>;

export type SheetName = 'map' | 'basins';

/** A sheet that is shown, perhaps still being refined. */
export interface ShownSheet {
  readonly job: SheetJob;
  readonly sheet: Sheet;
  readonly basins: Basins;
  /** For each cell the place of its minimum plus one. */
  readonly labels: Uint8Array;
  /** Milliseconds from the request to the first picture and to the last cell. */
  readonly times: { first: number; all: number };
}

interface SheetState {
  /** Grows whenever there is more to draw; 0 while there is nothing. The arrays are found by `sheetOf`. */
  readonly version: number;
  /** Of the cells of the newest request, how many are done. */
  readonly share: number;
  readonly error: string | null;
}

const nothing: SheetState = { version: 0, share: 0, error: null };
export const useSheets = create<Readonly<Record<SheetName, SheetState>>>(() => ({ map: nothing, basins: nothing }));

const shown: Partial<Record<SheetName, ShownSheet>> = {};
/** The newest sheet, if any. */
export const sheetOf = (name: SheetName): ShownSheet | undefined => shown[name];

const FIRST_STRIDE = 9; // a new sheet takes the place of the one before when this level is done
const REPAINT_MS = 250;

let shareOut: ShareOut | undefined;
const running: Partial<Record<SheetName, AbortController>> = {};

/** Says who computes; before that nothing is. */
export function startSheets(by: ShareOut): void {
  shareOut = by;
}

/** Stops what is being computed for a sheet; what is shown stays. */
export function stopSheet(name: SheetName): void {
  running[name]?.abort();
}

/** Computes a sheet from coarse to fine in place of the one before. The latest wins. */
export async function computeSheet(name: SheetName, job: SheetJob): Promise<void> {
  stopSheet(name);
  const { signal } = (running[name] = new AbortController());
  const began = performance.now();
  const [columns, rows] = [job.across.values.length, job.up.values.length];
  const sheet = emptySheet(columns, rows);
  const before = shown[name];
  const basins = before && sameSurface(before.job, job) ? before.basins : createBasins(job.surface, job.parameters);
  const next: ShownSheet = {
    job,
    sheet,
    basins,
    labels: new Uint8Array(columns * rows),
    times: { first: NaN, all: NaN },
  };
  const finest = finestFor(job.surface);
  const pieces = piecesOf(columns, rows, finest > 1 ? 1024 : undefined).filter(({ stride }) => stride >= finest);
  const all = pieces.reduce((sum, { cells }) => sum + cells.length, 0);
  let coarse = pieces.filter(({ stride }) => stride >= FIRST_STRIDE).length || pieces.length;
  let [done, painted] = [0, 0];
  const set = (change: Partial<SheetState>): void =>
    useSheets.setState(state => ({ [name]: { ...state[name], error: null, ...change } }));
  const paint = (): void => {
    const now = performance.now();
    painted = now;
    if (Number.isNaN(next.times.first)) next.times.first = now - began;
    if (done === all) next.times.all = now - began;
    shown[name] = next;
    set({ version: useSheets.getState()[name].version + 1, share: done / all });
  };
  const onFound = (found: Summaries, piece: Piece): void => {
    if (signal.aborted) return;
    place(sheet, piece, found);
    if (name === 'basins') {
      const labels = basins.label(found);
      for (let i = 0; i < labels.length; i++) next.labels[piece.cells[i]!] = labels[i]!;
    }
    done += piece.cells.length;
    if (piece.stride >= FIRST_STRIDE) coarse--;
    const whole = done === all;
    if (whole || (coarse <= 0 && (shown[name] !== next || performance.now() - painted >= REPAINT_MS))) paint();
    else set({ share: done / all });
  };
  try {
    await shareOut?.(job, pieces, onFound, signal);
  } catch (error) {
    if (!signal.aborted) set({ error: error instanceof Error ? error.message : String(error) });
  }
}

const sameSurface = (a: SheetJob, b: SheetJob): boolean =>
  a.surface === b.surface && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);
