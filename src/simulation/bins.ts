import type { Binned, Grid } from './swarm.ts';

/** Cells of a strip, as a power of two: its counts and sums stay in the second cache while they are written in any order. */
const STRIP_BITS = 14;

/** Counts particles into cells; those outside, or nowhere, are left out. Fills `into` where it has the grid's size. */
export function binned(grid: Grid, x: Float32Array, y: Float32Array, values?: Float32Array, into?: Binned): Binned {
  const size = grid.width * grid.height;
  const counts = into?.counts.length === size ? into.counts.fill(0) : new Uint32Array(size);
  const sums = into?.sums.length === size ? into.sums.fill(0) : new Float32Array(size);
  const cells = cellsOf(grid, x, y);
  if (values) addInStrips(cells, values, counts, sums);
  else count(cells, counts);
  return { counts, sums };
}

let scratch = new Int32Array(0);

/** The cell of every particle, −1 for those outside or nowhere; they stay until the next call. */
function cellsOf({ width, height, x0, x1, y0, y1 }: Grid, x: Float32Array, y: Float32Array): Int32Array {
  if (scratch.length < x.length) scratch = new Int32Array(x.length);
  const cells = scratch.subarray(0, x.length);
  const across = width / (x1 - x0);
  const down = height / (y1 - y0);
  for (let i = 0; i < cells.length; i++) {
    const column = (x[i]! - x0) * across;
    const row = (y1 - y[i]!) * down;
    const inside = column >= 0 && column < width && row >= 0 && row < height;
    cells[i] = inside ? (row | 0) * width + (column | 0) : -1;
  }
  return cells;
}

function count(cells: Int32Array, counts: Uint32Array): void {
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) counts[cells[i]!]!++;
}

let sorted = { cells: new Int32Array(0), values: new Float32Array(0) };

/** Particles one strip of cells after the other: two arrays of a picture's size, written at random, cost five times as much. */
function addInStrips(cells: Int32Array, values: Float32Array, counts: Uint32Array, sums: Float32Array): void {
  if (sorted.cells.length < cells.length)
    sorted = { cells: new Int32Array(cells.length), values: new Float32Array(cells.length) };
  const ends = new Int32Array((counts.length >> STRIP_BITS) + 1);
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) ends[cells[i]! >> STRIP_BITS]!++;
  let inside = 0;
  for (let strip = 0; strip < ends.length; strip++) {
    inside += ends[strip]!;
    ends[strip] = inside - ends[strip]!; // where it begins; every particle moves it on
  }
  sort(cells, values, ends);
  add(inside, counts, sums);
}

function sort(cells: Int32Array, values: Float32Array, ends: Int32Array): void {
  const { cells: cellOf, values: valueOf } = sorted;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const place = ends[cell >> STRIP_BITS]!++;
    cellOf[place] = cell;
    valueOf[place] = values[i]!;
  }
}

function add(inside: number, counts: Uint32Array, sums: Float32Array): void {
  const { cells, values } = sorted;
  for (let i = 0; i < inside; i++) {
    const cell = cells[i]!;
    counts[cell]!++;
    sums[cell]! += values[i]!;
  }
}
