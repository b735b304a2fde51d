import { lazy, Suspense, type ReactNode } from 'react';
import { useCrowd } from '../store/crowd.ts';
import { useExperiment } from '../store/experiment.ts';
import { toggleCrowd } from './actions.ts';

const CrowdControls = lazy(async () => ({ default: (await import('./CrowdControls.tsx')).CrowdControls }));

/** Many particles at once: off until it is asked for. */
export function CrowdPanel(): ReactNode {
  const crowd = useExperiment(experiment => experiment.crowd);
  const error = useCrowd(state => state.error);
  return (
    <div className="crowd-panel">
      <div className="heading">
        <h2>Crowd</h2>
        <button
          type="button"
          className="link"
          onClick={toggleCrowd}
          title={crowd ? undefined : 'Start 10,000 particles round the start, and watch where they go'}
        >
          {crowd ? 'Remove' : '+ Add a crowd'}
        </button>
      </div>
      {crowd && (
        <Suspense>
          <CrowdControls crowd={crowd} />
        </Suspense>
      )}
      {crowd && error && <p className="reason">{error}</p>}
    </div>
  );
}
