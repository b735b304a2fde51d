import type { ReactNode } from 'react';
import type { Crowd } from '../experiment/crowd.ts';
import { useCrowd } from '../store/crowd.ts';
import { useEngine } from '../store/engine.ts';
import { CloudNote } from './CloudNote.tsx';

const places = { webgpu: 'GPU', loops: 'loops', array: 'arrays' } as const;

/** Where the crowd and the numbers are computed, and how the crowd stands, in a quiet line each. */
export function CrowdStatus({ crowd }: { crowd: Crowd }): ReactNode {
  const { backend, ahead, tally } = useCrowd();
  const numbers = useEngine(state => state.backend);
  if (!backend) return <p className="crowd-status">Setting out …</p>;
  return (
    <div className="crowd-status">
      {ahead < 1 && (
        <p>
          <progress aria-label="Finding the minimum of each" value={ahead} /> finding where each ends
        </p>
      )}
      {tally && (
        <p aria-live="polite">
          Step {tally.step}: {tally.arrived.toLocaleString('en-US')} of {crowd.count.toLocaleString('en-US')} have
          arrived at the lowest loss, to a millionth
          {tally.lost > 0 && `; ${tally.lost.toLocaleString('en-US')} have diverged`}.
        </p>
      )}
      <CloudNote />
      <p>
        crowd: {places[backend]} · numbers: {numbers === 'array' ? 'float32 arrays' : 'float32 loops'}
      </p>
    </div>
  );
}
