import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import type { Experiment } from './experiment.ts';

type Start = Experiment['start'];

const FLAT = 0.03; // of the slope at the surface's own start
const NEAR = 0.05; // of the domain's width

/**
 * Where runs start once a formula is another: the new one's own start, unless somebody chose a start and it is still good, that
 * is inside the domain, on defined ground, and neither on flat ground nor beside a minimum, where no run would be seen.
 */
export function typedStart(start: Start, before: Surface, after: Surface, parameters: SurfaceParameters): Start {
  const chosen = start.some((coordinate, i) => coordinate !== before.start[i]);
  return chosen && isGood(start, after, parameters) ? start : after.start;
}

function isGood(start: Start, surface: Surface, parameters: SurfaceParameters): boolean {
  const { domain, dimensions } = surface;
  const inside = domain.every(([low, high], i) => start[i]! >= low && start[i]! <= high);
  if (!inside || (dimensions === 1 && start[1] !== 0)) return false;
  const [here, own] = slopesAt([start, surface.start], surface, parameters);
  if (!Number.isFinite(here) || here! < FLAT * own!) return false;
  const width = domain[0][1] - domain[0][0];
  return minimaOf(surface, parameters).every(({ x, y }) => Math.hypot(x - start[0], y - start[1]) > NEAR * width);
}

/** |∇f| at points; NaN where the loss or its gradient is not defined. */
function slopesAt(points: readonly Start[], surface: Surface, parameters: SurfaceParameters): number[] {
  const x = Float64Array.from(points, point => point[0]);
  const y = Float64Array.from(points, point => point[1]);
  const lanes = lossEvaluator(surface, 'derivatives').run({ ...parameterInputs(parameters), x, y }, points.length);
  const [loss, gx, gy] = lanes;
  return points.map((_, i) => (Number.isFinite(loss![i]) ? Math.hypot(gx![i]!, gy![i]!) : NaN));
}
