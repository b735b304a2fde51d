import { beale } from './beale.ts';
import { himmelblau } from './himmelblau.ts';
import { rastrigin } from './rastrigin.ts';
import { ravine } from './ravine.ts';
import { rosenbrock } from './rosenbrock.ts';
import { saddle } from './saddle.ts';
import type { Surface } from './surface.ts';

/** The catalogue, in the order of the page. */
export const surfaces: readonly Surface[] = [ravine, rosenbrock, himmelblau, beale, saddle, rastrigin];

/** The entry of a name; undefined where there is none. */
export function surfaceNamed(name: string): Surface | undefined {
  return surfaces.find(surface => surface.name === name);
}
