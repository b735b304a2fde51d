import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Crowd } from './crowd.ts';
import { offsetsOf } from './crowdStarts.ts';
import type { Experiment } from './experiment.ts';
import { surfaceOf } from './landscape.ts';

/** Numbers above `base`, coloured on a logarithmic scale from least to most. */
export interface CrowdScale {
  readonly base: number;
  readonly least: number;
  readonly most: number;
}

const SAMPLED = 257;
const DECADES = 1e-6; // from the highest start down to what is as good as a minimum
const SPEEDS = [1e-6, 1 / 20] as const; // of the landscape's width a call

/** The scale of a crowd's losses or speeds, the same at every step: losses go from the starts' highest to the lowest there is. */
export function crowdScale(experiment: Experiment, crowd: Crowd): CrowdScale {
  const surface = surfaceOf(experiment);
  const [[x0, x1]] = surface.domain;
  if (crowd.colour === 'speed') return { base: 0, least: SPEEDS[0] * (x1 - x0), most: SPEEDS[1] * (x1 - x0) };
  const { parameters, start } = experiment;
  const offsets = offsetsOf({ ...crowd, count: SAMPLED });
  const x = Float64Array.from(offsets.x, offset => start[0] + offset);
  const y = Float64Array.from(offsets.y, offset => start[1] + offset);
  const [losses] = lossEvaluator(surface, 'loss').run({ x, y, ...parameterInputs(parameters) }, SAMPLED);
  const finite = [...losses!].filter(Number.isFinite);
  const known = minimaOf(surface, parameters).map(({ loss }) => loss);
  const base = known.length > 0 ? Math.min(...known) : Math.min(0, ...finite);
  const most = Math.max(...finite) - base;
  return most > 0 && most < Infinity ? { base, least: DECADES * most, most } : { base, least: DECADES, most: 1 };
}
