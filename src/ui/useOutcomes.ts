import { useMemo } from 'react';
import { outcomeOf, type Outcome } from '../experiment/outcome.ts';
import { useResult } from '../store/engine.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { minimaOf } from '../surfaces/loss.ts';

/** How each run of the newest result ended. */
export function useOutcomes(): readonly Outcome[] {
  const result = useResult();
  return useMemo(() => {
    if (!result) return [];
    const surface = surfaceNamed(result.experiment.surface)!;
    const least = Math.min(...minimaOf(surface, result.experiment.parameters).map(({ loss }) => loss));
    const extent = surface.domain[0][1] - surface.domain[0][0];
    return result.traces.map(trace => outcomeOf(trace, Number.isFinite(least) ? least : null, extent));
  }, [result]);
}
