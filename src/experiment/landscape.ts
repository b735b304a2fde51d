import { surfaceNamed } from '../surfaces/index.ts';
import type { Surface } from '../surfaces/surface.ts';
import type { Experiment } from './experiment.ts';

/** The surface that an experiment runs on. Throws an Error for a name that the catalogue lacks: `repair` lets none through. */
export function surfaceOf({ surface }: Pick<Experiment, 'surface'>): Surface {
  const entry = surfaceNamed(surface);
  if (!entry) throw new Error(`Unknown surface. Received: ${surface}.`);
  return entry;
}
