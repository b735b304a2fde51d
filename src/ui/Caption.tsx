import type { ReactNode } from 'react';
import { distinct, runKind } from '../experiment/experiment.ts';
import { presetOf } from '../experiment/presets.ts';
import { useExperiment } from '../store/experiment.ts';
import { useOutcomes } from './useOutcomes.ts';

const verbs = {
  converged: 'converges at step',
  diverged: 'diverges at step',
  undefined: 'leaves defined ground at step',
  resting: 'comes to rest elsewhere',
  unmoved: 'does not move',
  cycling: 'goes round in a cycle',
  moving: 'is still moving',
} as const;

/** What to look at: the preset's sentence, or how the runs of one's own experiment end. */
export function Caption(): ReactNode {
  const preset = useExperiment(presetOf);
  const ended = useOutcomes();
  if (preset || !ended) return <p id="stage-sentence">{preset?.sentence}</p>;
  const { result, outcomes } = ended;
  const names = distinct(result.experiment.runs, runKind);
  return (
    <p id="stage-sentence">
      {outcomes.map(({ kind, stepsToTolerance }, i) => (
        <span key={i} className={`ending run-${i}`}>
          <strong>{names[i]}</strong> {verbs[kind]}
          {kind === 'converged' && ` ${stepsToTolerance}`}
          {(kind === 'diverged' || kind === 'undefined') && ` ${result.traces[i]!.divergedAt}`}
          {kind === 'undefined' && ` (${result.traces[i]!.undefinedBecause})`}
          {i < outcomes.length - 1 ? ', ' : '.'}
        </span>
      ))}
    </p>
  );
}
