import type { Grid } from './swarm.ts';

/** Particles in each cell of a grid, row by row from the top, and the sum of their values. */
export interface Bins {
  readonly counts: Uint32Array;
  readonly sums: Float32Array;
}

/** Counts particles into cells; those outside, or nowhere, are left out. `values` sums to 0 where there are none. */
export function binned(
  { width, height, x0, x1, y0, y1 }: Grid,
  x: Float32Array,
  y: Float32Array,
  values?: Float32Array,
): Bins {
  const counts = new Uint32Array(width * height);
  const sums = new Float32Array(width * height);
  const [across, down] = [width / (x1 - x0), height / (y1 - y0)];
  for (let i = 0; i < x.length; i++) {
    const column = (x[i]! - x0) * across;
    const row = (y1 - y[i]!) * down;
    if (!(column >= 0 && column < width && row >= 0 && row < height)) continue;
    const cell = Math.floor(row) * width + Math.floor(column);
    counts[cell]!++;
    if (values) sums[cell]! += values[i]!;
  }
  return { counts, sums };
}
