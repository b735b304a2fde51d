import { useMemo, type ReactNode } from 'react';
import { runKind } from '../experiment/experiment.ts';
import { outcomeOf, type Outcome } from '../experiment/outcome.ts';
import { useResult } from '../store/engine.ts';
import { select } from '../store/view.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { minimaOf } from '../surfaces/loss.ts';
import { brief } from './numbers.ts';
import { Swatch } from './RunCard.tsx';

/** When the run came to rest, or how it ended instead. */
function ending({ kind, stepsToTolerance }: Outcome, divergedAt: number | null): string {
  if (kind === 'diverged') return `diverged at ${divergedAt}`;
  if (kind === 'moving') return 'still moving';
  return kind === 'converged' && stepsToTolerance !== null ? `step ${stepsToTolerance}` : kind;
}

/** The runs side by side in numbers. */
export function Compare(): ReactNode {
  const result = useResult();
  const outcomes = useMemo(() => {
    if (!result) return [];
    const surface = surfaceNamed(result.experiment.surface)!;
    const least = Math.min(...minimaOf(surface, result.experiment.parameters).map(({ loss }) => loss));
    const extent = surface.domain[0][1] - surface.domain[0][0];
    return result.traces.map(trace => outcomeOf(trace, Number.isFinite(least) ? least : null, extent));
  }, [result]);
  if (!result) return null;
  return (
    <figure className="compare" aria-labelledby="compare-title">
      <figcaption>
        <strong id="compare-title">Compare</strong>
        <span>after {result.experiment.steps.toLocaleString('en-US')} steps</span>
      </figcaption>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="compare-title">
        <table>
          <thead>
            <tr>
              <th scope="col">run</th>
              <th
                scope="col"
                title="From this step on the loss is within a millionth of its minimum, or the gradient within a millionth of its start"
              >
                converged
              </th>
              <th scope="col" title="Evaluations of the gradient">
                gradients
              </th>
              <th scope="col">final f</th>
              <th scope="col" title="Length of the path through all steps">
                path
              </th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome, i) => (
              <tr key={i} onClick={() => select(i)}>
                <th scope="row">
                  <Swatch run={i} />
                  {runKind(result.experiment.runs[i]!)}
                </th>
                <td>{ending(outcome, result.traces[i]!.divergedAt)}</td>
                <td>{outcome.gradientEvaluations}</td>
                <td>{brief(outcome.finalLoss)}</td>
                <td>{brief(outcome.pathLength)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>Converged: to a millionth of the start. Same start for all; nothing is clipped or rescaled.</p>
    </figure>
  );
}
