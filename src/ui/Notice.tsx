import type { ReactNode } from 'react';
import { useEngine } from '../store/engine.ts';
import { notify, useExperimentStore } from '../store/experiment.ts';

/** One line for what had to be adjusted, and for faults of the engine. */
export function Notice(): ReactNode {
  const notices = useExperimentStore(state => state.notices);
  const { fault, error } = useEngine();
  const sentences = [...notices, ...(error ? [error] : []), ...(fault ? [fault] : [])];
  if (sentences.length === 0) return <div className="notice" role="status" hidden />;
  return (
    <div className="notice" role="status">
      <ul>
        {sentences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => {
          notify([]);
          useEngine.setState({ fault: null, error: null });
        }}
        aria-label="Dismiss"
      >
        ✕
      </button>
    </div>
  );
}
