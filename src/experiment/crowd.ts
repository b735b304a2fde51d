import type { Surface } from '../surfaces/surface.ts';

/** How the crowd's starts lie round the start; `seeds`: all at the start, each with its own noise. */
export const crowdShapes = ['disk', 'grid', 'ring', 'line', 'cloud', 'seeds'] as const;
/** What its colours say: a particle's loss, its speed, the minimum it ends at, or the run whose optimizer moves it. */
export const crowdColours = ['loss', 'speed', 'minimum', 'run'] as const;

/** How many of its last steps each particle draws behind it. */
export const crowdTails = [0, 10, 30, 100] as const;

/** Many particles that start round the start of the runs, and go by the rule of the picked run. */
export interface Crowd {
  readonly shape: (typeof crowdShapes)[number];
  readonly count: number;
  /** Half the extent in units of x and y: a radius, half a side, half a length; of a cloud the standard deviation. */
  readonly size: number;
  readonly colour: (typeof crowdColours)[number];
  readonly tails: (typeof crowdTails)[number];
  /** Of the cloud's chance. */
  readonly seed: number;
}

/** So many particles may have tails; more would hide each other's. */
export const MOST_TAILED = 10_000;

/** The steps of the tails that are drawn. */
export const tailsOf = ({ count, tails }: Crowd): number => (count <= MOST_TAILED ? tails : 0);

export const crowdLimits = {
  count: { least: 1, most: 1_048_576, usual: 10_000 },
  size: { least: 1e-9, most: 1_000_000 },
  seed: { least: 0, most: 999_999_999, usual: 1 },
} as const;

/** The crowd as it is turned on: a disk of a tenth of the landscape's width, in a round number. */
export function usualCrowd(surface: Pick<Surface, 'domain'>): Crowd {
  const [[x0, x1]] = surface.domain;
  const size = Number(((x1 - x0) / 10).toPrecision(1));
  const { count, seed } = crowdLimits;
  return { shape: 'disk', count: count.usual, size, colour: 'loss', tails: 0, seed: seed.usual };
}
