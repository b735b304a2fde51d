import { surfaceOf } from '../experiment/landscape.ts';
import { heldFor, outcomeOf, type Outcome } from '../experiment/outcome.ts';
import type { Result } from '../simulation/results.ts';
import { useResult } from '../store/engine.ts';
import { minimaOf } from '../surfaces/minima.ts';

const known = new WeakMap<Result, readonly Outcome[]>();

function outcomesOf(result: Result): readonly Outcome[] {
  const surface = surfaceOf(result.experiment);
  const least = Math.min(...minimaOf(surface, result.experiment.parameters).map(({ loss }) => loss));
  const extent = surface.domain[0][1] - surface.domain[0][0];
  const held = heldFor(result.experiment.gradient);
  return result.traces.map(trace => outcomeOf(trace, Number.isFinite(least) ? least : null, extent, held));
}

/** How each run ended, worked out once for all who ask. */
export function useOutcomes(): { readonly result: Result; readonly outcomes: readonly Outcome[] } | undefined {
  const result = useResult();
  if (!result) return undefined;
  let outcomes = known.get(result);
  if (!outcomes) known.set(result, (outcomes = outcomesOf(result)));
  return { result, outcomes };
}
