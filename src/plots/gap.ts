/** The places of a grid round one, itself included. */
function around(place: number, columns: number, rows: number): number[] {
  const [column, row] = [place % columns, Math.floor(place / columns)];
  const list: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) list.push(y * columns + x);
  return list;
}

/** Of each place of a grid and its neighbours, the share that is not a number: its half line is a smooth edge. Undefined where all are numbers. */
export function shareOfNaN(values: Float64Array, columns: number, rows: number): Float64Array | undefined {
  if (!values.some(Number.isNaN)) return undefined;
  return values.map((_, place) => {
    const near = around(place, columns, rows);
    return near.filter(other => Number.isNaN(values[other])).length / near.length;
  });
}

const RINGS = 3;

/** The grid with its numbers continued a little beyond their edge, so that no outline follows the edge. */
export function continued(values: Float64Array, columns: number, rows: number): Float64Array {
  let grid = values;
  for (let ring = 0; ring < RINGS; ring++)
    grid = grid.map((value, place) => {
      if (!Number.isNaN(value)) return value;
      const near = around(place, columns, rows).filter(other => !Number.isNaN(grid[other]));
      return near.reduce((sum, other) => sum + grid[other]! / near.length, near.length > 0 ? 0 : NaN);
    });
  return grid;
}
