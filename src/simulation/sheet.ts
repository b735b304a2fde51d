import type { Outcome } from '../experiment/outcome.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';

/** Numbers of the columns or rows of a sheet: of the start's `x` or `y`, or of an option of the optimizer. */
export interface SheetSide {
  readonly name: string;
  readonly values: Float64Array;
}

/** A sheet of runs that differ in two numbers: a map, or the basins. Plain data: it crosses to workers. */
export interface SheetJob {
  readonly surface: Surface;
  readonly parameters: SurfaceParameters;
  readonly optimizer: OptimizerConfig;
  readonly start: readonly [x: number, y: number];
  readonly steps: number;
  readonly across: SheetSide;
  /** Row 0 first, wherever it is drawn. */
  readonly up: SheetSide;
}

/** How a cell's run ended; ground where the loss is not defined counts as diverged. */
export type Ending = Exclude<Outcome['kind'], 'undefined'> | 'unknown';

/** How a cell's run ended, by its place in this list; 0 is a cell that has not been run yet. */
export const endings: readonly Ending[] = [
  ...(['unknown', 'converged', 'resting', 'unmoved', 'cycling', 'moving', 'diverged'] as const),
];

/** What is kept of some cells, one number a cell. */
export interface Summaries {
  /** Places in `endings`. */
  readonly ending: Uint8Array;
  /** The step of convergence or divergence; else all steps. */
  readonly steps: Uint16Array;
  /** After the last finite step. */
  readonly loss: Float32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** The summaries of all cells, row by row. */
export interface Sheet extends Summaries {
  readonly columns: number;
  readonly rows: number;
}

/** Cells to run together. */
export interface Piece {
  readonly stride: number;
  readonly cells: Uint32Array;
}

/** Each stride is three times the next, so that the middle of a coarse block is the middle of a finer one: no cell is run twice. */
export const strides: readonly number[] = [27, 9, 3, 1];

/** The finest stride that is waited for: a call over samples takes as much longer as there are samples. */
export const finestFor = ({ samples }: Surface): number => (!samples ? 1 : samples.u.length <= 50 ? 3 : 9);

const CELLS_AT_ONCE = 16_384; // enough for a GPU to pay

export function emptySummaries(count: number): Summaries {
  return {
    ending: new Uint8Array(count),
    steps: new Uint16Array(count),
    loss: new Float32Array(count),
    x: new Float32Array(count),
    y: new Float32Array(count),
  };
}

export const emptySheet = (columns: number, rows: number): Sheet => ({
  columns,
  rows,
  ...emptySummaries(columns * rows),
});

const isMiddle = (i: number, stride: number): boolean => i % stride === (stride - 1) / 2;

/** All cells of a sheet, coarse ones first, each once, in pieces of neighbours. */
export function piecesOf(columns: number, rows: number, most = CELLS_AT_ONCE): Piece[] {
  const pieces: Piece[] = [];
  for (const [level, stride] of strides.entries()) {
    const coarser = strides[level - 1];
    const room = new Uint32Array(Math.ceil(rows / stride) * Math.ceil(columns / stride));
    let count = 0;
    for (let row = (stride - 1) / 2; row < rows; row += stride)
      for (let column = (stride - 1) / 2; column < columns; column += stride)
        if (coarser === undefined || !isMiddle(row, coarser) || !isMiddle(column, coarser))
          room[count++] = row * columns + column;
    const all = room.subarray(0, count);
    // The last ones are smaller, so that no worker waits long for another.
    for (let from = 0, to = 0; from < all.length; from = to) {
      to = from + Math.ceil(Math.min(most, Math.max(most, all.length - from) / 4));
      pieces.push({ stride, cells: all.slice(from, to) });
    }
  }
  return pieces;
}

/** Writes the summaries of a piece to their places. */
export function place(sheet: Sheet, { cells }: Piece, found: Summaries): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    sheet.ending[cell] = found.ending[i]!;
    sheet.steps[cell] = found.steps[i]!;
    sheet.loss[cell] = found.loss[i]!;
    sheet.x[cell] = found.x[i]!;
    sheet.y[cell] = found.y[i]!;
  }
}

/** The cell that stands for one which has not been run: the middle of the smallest block round it that has; −1 if none. */
export function standIn({ columns, rows, ending }: Sheet, column: number, row: number): number {
  for (let level = strides.length - 1; level >= 0; level--) {
    const stride = strides[level]!;
    const cell = middle(row, stride, rows) * columns + middle(column, stride, columns);
    if (ending[cell] !== 0) return cell;
  }
  return -1;
}

/** The middle of the block of `i`; of a block that is cut before its middle, the middle of the block before. */
function middle(i: number, stride: number, length: number): number {
  const half = (stride - 1) / 2;
  const own = i - (i % stride) + half;
  return own < length ? own : own >= stride ? own - stride : length - 1;
}

/** Cells by ending, in the order of `endings`. */
export function countEndings({ ending }: Summaries): number[] {
  const counts = endings.map(() => 0);
  for (let i = 0; i < ending.length; i++) counts[ending[i]!]!++;
  return counts;
}

/** The place of the value nearest to this one among evenly spaced ones; −1 where it is beyond their ends. */
export function placeAmong(values: ArrayLike<number>, value: number): number {
  if (values.length === 1) return 0;
  const nearest = Math.round((value - values[0]!) / (values[1]! - values[0]!));
  return nearest >= 0 && nearest < values.length ? nearest : -1;
}
