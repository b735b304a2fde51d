/** Places of a grid that no neighbour lies below, the lowest first. */
export function hollows(values: readonly number[], columns: number, rows: number): number[] {
  const list = values.flatMap((value, k) => {
    if (!Number.isFinite(value)) return [];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const [column, row] = [(k % columns) + dx, Math.floor(k / columns) + dy];
        const outside = column < 0 || column >= columns || row < 0 || row >= rows;
        if (!outside && values[row * columns + column]! < value) return [];
      }
    return [k];
  });
  return list.toSorted((a, b) => values[a]! - values[b]!);
}
