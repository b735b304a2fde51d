import { contours, geoIdentity, geoPath, quantileSorted } from 'd3';
import type { Evaluator } from '../formula/evaluate.ts';
import type { Frame } from './frame.ts';
import { continued, shareOfNaN } from './gap.ts';

/** One level of the landscape: everything at least this high, as an SVG path in pixels. */
export interface Band {
  /** 0 is the lowest ground, 1 the highest. */
  readonly height: number;
  readonly path: string;
}

/** A landscape in pixels: its bands, the lowest first, and the ground where the loss is not defined ('' where there is none). */
export interface Field {
  readonly bands: readonly Band[];
  readonly gap: string;
  /** Of one dimension: the line, and the ground under it. */
  readonly curve?: { readonly line: string; readonly area: string };
}

const LEVELS = 18;
const HUGE = 1e30; // stands for what is infinite, so that contours stay closed

/** Loss on a grid of `columns` × `rows` points, row by row from the top; NaN where it is not defined. */
export function sampleGrid(
  evaluator: Evaluator,
  parameters: Readonly<Record<string, number>>,
  frame: Pick<Frame, 'x0' | 'x1' | 'y0' | 'y1'>,
  columns: number,
  rows: number,
): Float64Array {
  const [x, y] = [new Float64Array(columns * rows), new Float64Array(columns * rows)];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      x[row * columns + column] = frame.x0 + ((frame.x1 - frame.x0) * column) / (columns - 1);
      y[row * columns + column] = frame.y1 - ((frame.y1 - frame.y0) * row) / (rows - 1);
    }
  const [loss] = evaluator.run({ x, y, ...parameters }, columns * rows);
  return Float64Array.from(loss!, value => Math.max(-HUGE, Math.min(HUGE, value)));
}

/** Levels whose areas grow with the square: evenly spaced rings on any bowl, and some detail on any surface. */
export function levels(values: Float64Array, count = LEVELS): number[] {
  const sorted = values.filter(value => !Number.isNaN(value)).toSorted();
  const list = Array.from(
    { length: count },
    (_, i) => quantileSorted(sorted as unknown as number[], ((i + 0.5) / count) ** 2) ?? 0,
  );
  return [...new Set(list)];
}

/** The landscape in a frame; `cell` is the grid's spacing in pixels. */
export function fieldOf(
  evaluator: Evaluator,
  parameters: Readonly<Record<string, number>>,
  frame: Frame,
  cell: number,
): Field {
  // A margin of two cells, so that the outlines along the border stay outside the picture.
  const columns = Math.ceil(frame.width / cell) + 5;
  const rows = Math.ceil(frame.height / cell) + 5;
  const [x0, y1] = frame.toData(-2 * cell, -2 * cell);
  const [x1, y0] = frame.toData((columns - 3) * cell, (rows - 3) * cell);
  const values = sampleGrid(evaluator, parameters, { x0, x1, y0, y1 }, columns, rows);
  const thresholds = levels(values);
  const path = geoPath(
    geoIdentity()
      .scale(cell)
      .translate([-2.5 * cell, -2.5 * cell]),
  ).digits(1);
  const outlines = (list: Float64Array, at: number[]) =>
    contours().size([columns, rows]).thresholds(at)(list as unknown as number[]);
  const undefinedShare = shareOfNaN(values, columns, rows);
  const shapes = outlines(undefinedShare ? continued(values, columns, rows) : values, thresholds);
  return {
    bands: shapes.map((shape, i) => ({ height: (i + 1) / thresholds.length, path: path(shape) ?? '' })),
    gap: undefinedShare ? (path(outlines(undefinedShare, [0.5])[0]!) ?? '') : '',
  };
}
