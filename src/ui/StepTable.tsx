import { useState, type ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { valueAt } from '../experiment/trace.ts';
import { useResult } from '../store/engine.ts';
import { usePlayback } from '../store/playback.ts';
import { shortestFloat32 } from './numbers.ts';

/** Every recorded value of the step under the cursor, to the last bit, run beside run. */
export function StepTable(): ReactNode {
  const result = useResult();
  const step = usePlayback(state => state.step);
  const [open, setOpen] = useState(false);
  if (!result) return null;
  const { traces, experiment } = result;
  const names = distinct(experiment.runs, runTitle);
  const columns = [...new Set(traces.flatMap(trace => trace.columns))];
  return (
    <details
      className="step-table"
      open={open}
      onToggle={event => {
        setOpen(event.currentTarget.open);
        if (event.currentTarget.open) event.currentTarget.scrollIntoView({ block: 'start' });
      }}
    >
      <summary>Data of step {step}</summary>
      {open && (
        <div className="scroll" tabIndex={0} role="region" aria-label={`Data of step ${step}`}>
          <table>
            <caption className="visually-hidden">
              Every value of step {step}, shortest decimals of the float32 numbers
            </caption>
            <thead>
              <tr>
                <th scope="col">value</th>
                {traces.map((_, i) => (
                  <th key={i} scope="col">
                    {names[i]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columns.map(column => (
                <tr key={column} data-column={column}>
                  <th scope="row">{column}</th>
                  {traces.map((trace, i) => (
                    <td key={i}>{shortestFloat32(valueAt(trace, step, column)) || '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
