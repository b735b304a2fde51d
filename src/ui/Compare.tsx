import type { ReactNode } from 'react';
import { distinct, runKind } from '../experiment/experiment.ts';
import { heldFor, type Outcome } from '../experiment/outcome.ts';
import { select } from '../store/view.ts';
import { brief } from './numbers.ts';
import { Swatch } from './RunCard.tsx';
import { useOutcomes } from './useOutcomes.ts';

/** How a run ended, in a word or two. */
function ending({ kind, stepsToTolerance }: Outcome, divergedAt: number | null): string {
  switch (kind) {
    case 'converged':
      return `converged at ${stepsToTolerance}`;
    case 'diverged':
      return `diverged at ${divergedAt}`;
    case 'undefined':
      return `undefined at ${divergedAt}`;
    default:
      return { resting: 'at rest elsewhere', unmoved: 'does not move', cycling: 'cycling', moving: 'still moving' }[
        kind
      ];
  }
}

/** The runs side by side in numbers. */
export function Compare(): ReactNode {
  const ended = useOutcomes();
  if (!ended) return null;
  const { result, outcomes } = ended;
  const names = distinct(result.experiment.runs, runKind);
  const held = heldFor(result.experiment.gradient);
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
                outcome
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
                  {names[i]}
                </th>
                <td title={result.traces[i]!.undefinedBecause}>{ending(outcome, result.traces[i]!.divergedAt)}</td>
                <td>{outcome.gradientEvaluations}</td>
                <td>{brief(outcome.finalLoss, 4)}</td>
                <td>{brief(outcome.pathLength, 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        Converged: from that step on the loss or the gradient is a millionth of its start
        {held > 0 && `, with noisy gradients for ${held} steps at least`}. Same start for all.
      </p>
    </figure>
  );
}
