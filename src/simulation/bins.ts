import type { Binned, Grid } from './swarm.ts';

/** Counts particles into cells; those outside, or nowhere, are left out. Fills `into` where it has the grid's size. */
export function binned(
  { width, height, x0, x1, y0, y1 }: Grid,
  x: Float32Array,
  y: Float32Array,
  values?: Float32Array,
  into?: Binned,
): Binned {
  const size = width * height;
  const counts = into?.counts.length === size ? into.counts.fill(0) : new Uint32Array(size);
  const sums = into?.sums.length === size ? into.sums.fill(0) : new Float32Array(size);
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
