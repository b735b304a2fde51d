import { surfaceNamed } from '../surfaces/index.ts';
import type { Surface } from '../surfaces/surface.ts';
import { typedSurface } from '../surfaces/typedSurface.ts';
import type { Experiment } from './experiment.ts';

/** The surface that an experiment runs on. Throws an Error for a name that the catalogue lacks: `repair` lets none through. */
export function surfaceOf({ surface, formula }: Pick<Experiment, 'surface' | 'formula'>): Surface {
  if (formula) return typedSurface(formula);
  const entry = surfaceNamed(surface);
  if (!entry) throw new Error(`Unknown surface. Received: ${surface}.`);
  return entry;
}
