import type { SurfaceMinimum } from '../surfaces/minima.ts';
import type { Layer } from './crowdJob.ts';
import type { Grid } from './swarm.ts';

/** Minima are told apart by so many colours, used over again where there are more. */
const MINIMUM_COLOURS = 8;

/** Kinds of particles by where they end: one a colour, then those that are near no minimum. */
export const kindsOfMinima = (minima: number): number => Math.min(minima, MINIMUM_COLOURS) + 1;

const NEAR = 0.05; // of the landscape's width

/** Where each particle is: near a minimum, whose kind it gets, or near none, the last kind. */
export function minimumKinds(
  [x, y]: readonly Float32Array[],
  minima: readonly SurfaceMinimum[],
  extent: number,
): Uint8Array {
  const elsewhere = kindsOfMinima(minima.length) - 1;
  const reach = Math.min(NEAR * extent, leastDistance(minima) / 2);
  const kinds = new Uint8Array(x!.length);
  for (let i = 0; i < kinds.length; i++) {
    kinds[i] = elsewhere;
    let nearest = reach;
    for (let m = 0; m < minima.length; m++) {
      const distance = Math.hypot(x![i]! - minima[m]!.x, y![i]! - minima[m]!.y);
      if (distance <= nearest) [nearest, kinds[i]] = [distance, m % MINIMUM_COLOURS];
    }
  }
  return kinds;
}

function leastDistance(minima: readonly SurfaceMinimum[]): number {
  let least = Infinity;
  for (const [i, a] of minima.entries())
    for (const b of minima.slice(0, i)) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  return least;
}

/** Counts particles in the cells of a grid, each in the layer of its kind. */
export function binKinds(
  [x, y]: readonly Float32Array[],
  kinds: Uint8Array,
  grid: Grid,
  layers: readonly Layer[],
): void {
  const { width, height, x0, x1, y0, y1 } = grid;
  const [perX, perY] = [width / (x1 - x0), height / (y1 - y0)];
  const counts = layers.map(layer => layer.counts);
  for (let i = 0; i < kinds.length; i++) {
    const column = (x![i]! - x0) * perX;
    const row = (y1 - y![i]!) * perY;
    if (column >= 0 && column < width && row >= 0 && row < height)
      counts[kinds[i]!]![(row | 0) * width + (column | 0)]!++;
  }
}
