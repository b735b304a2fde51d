import type { ReactNode } from 'react';
import { limits } from '../experiment/experiment.ts';
import { useExperiment } from '../store/experiment.ts';
import { select, useView } from '../store/view.ts';
import { addRun } from './actions.ts';
import { RunCard } from './RunCard.tsx';

export function Runs(): ReactNode {
  const runs = useExperiment(experiment => experiment.runs);
  const selected = Math.min(
    useView(state => state.selected),
    runs.length - 1,
  );
  return (
    <div className="run-list">
      <div className="heading">
        <h2>Runs</h2>
        <button
          type="button"
          className="link"
          disabled={runs.length >= limits.runs.most}
          onClick={() => {
            addRun(selected);
            select(runs.length);
          }}
        >
          + Add a run
        </button>
      </div>
      {runs.map((run, i) => (
        <RunCard key={i} index={i} run={run} selected={i === selected} alone={runs.length === 1} />
      ))}
    </div>
  );
}
