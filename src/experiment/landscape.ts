import { surfaceNamed } from '../surfaces/index.ts';
import type { Surface } from '../surfaces/surface.ts';
import { typedSurface } from '../surfaces/typedSurface.ts';
import { overData } from './dataChoice.ts';
import type { Experiment } from './experiment.ts';

/** The surface that an experiment runs on. Throws an Error for a name that the catalogue lacks: `repair` lets none through. */
export function surfaceOf({ surface, formula, data }: Pick<Experiment, 'surface' | 'formula' | 'data'>): Surface {
  if (formula) return typedSurface(formula);
  const entry = surfaceNamed(surface);
  if (!entry) throw new Error(`Unknown surface. Received: ${surface}.`);
  return data ? overData(entry, data) : entry;
}
