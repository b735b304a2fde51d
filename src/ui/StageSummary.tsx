import type { ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { breakOf, valueAt, vectorAt } from '../experiment/trace.ts';
import { useResult } from '../store/engine.ts';
import { usePlayback } from '../store/playback.ts';
import { briefVector, brief } from './numbers.ts';

/** The picture in words, for those who don't see it; renewed when playing stops. */
export function StageSummary(): ReactNode {
  const result = useResult();
  const step = usePlayback(state => (state.playing ? -1 : state.step));
  if (!result || step < 0) return null;
  const parts = result.traces.map((trace, i) => {
    const title = distinct(result.experiment.runs, runTitle)[i];
    if (step > trace.steps)
      return `${title} ${breakOf(trace)}${trace.undefinedBecause ? `: ${trace.undefinedBecause}` : ''}`;
    return `${title} stands at ${briefVector(vectorAt(trace, step, ''))} with loss ${brief(valueAt(trace, step, 'loss'))}`;
  });
  return (
    <p className="visually-hidden" aria-live="polite">
      Step {step}: {parts.join('; ')}.
    </p>
  );
}
