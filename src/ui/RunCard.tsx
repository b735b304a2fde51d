import { useState, type ReactNode } from 'react';
import { runTitle } from '../experiment/experiment.ts';
import { valueAt } from '../experiment/trace.ts';
import { kerasCode } from '../optimizers/kerasText.ts';
import { objection } from '../optimizers/options.ts';
import { ruleNamed, type OptimizerConfig } from '../optimizers/pipeline.ts';
import { dashes, marker } from '../plots/marks.ts';
import { useResult } from '../store/engine.ts';
import { usePlayback } from '../store/playback.ts';
import { select } from '../store/view.ts';
import { removeRun, setOption } from './actions.ts';
import { CopyButton } from './CopyButton.tsx';
import { NumberControl } from './NumberControl.tsx';
import { brief } from './numbers.ts';
import { PasteConfig } from './PasteConfig.tsx';

interface Props {
  readonly index: number;
  readonly run: OptimizerConfig;
  readonly selected: boolean;
  readonly alone: boolean;
}

/** One run: what it is called, its loss now, and every option of its optimizer. */
export function RunCard({ index, run, selected, alone }: Props): ReactNode {
  const [pasting, setPasting] = useState(false);
  const { options } = ruleNamed(run.optimizer);
  return (
    <article className={`run run-${index}`} aria-label={`Run ${index + 1}`} data-selected={selected || undefined}>
      <header>
        <button type="button" className="title" aria-pressed={selected} onClick={() => select(index)}>
          <Swatch run={index} />
          {runTitle(run)}
        </button>
        <LossNow run={index} />
      </header>
      {options.map(
        option =>
          option.kind === 'number' && (
            <NumberControl
              key={option.key}
              label={option.key}
              value={run.config[option.key] as number}
              slider={option.slider}
              hint={option.sentence}
              objection={value => objection(option, value)}
              onChange={value => setOption(index, option.key, value)}
            />
          ),
      )}
      <footer>
        {options.map(
          option =>
            option.kind === 'boolean' && (
              <label key={option.key} className="check" title={option.sentence}>
                <input
                  type="checkbox"
                  checked={run.config[option.key] as boolean}
                  onChange={event => setOption(index, option.key, event.currentTarget.checked)}
                />
                {option.key}
              </label>
            ),
        )}
        <CopyButton label="Copy code" className="link" text={() => kerasCode(run)} />
        <button type="button" className="link" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          Paste config
        </button>
        {!alone && (
          <button type="button" className="link" onClick={() => removeRun(index)}>
            Remove
          </button>
        )}
      </footer>
      {pasting && <PasteConfig run={index} optimizer={run.optimizer} onDone={() => setPasting(false)} />}
    </article>
  );
}

/** The dash and marker that the run has in every figure. */
export function Swatch({ run }: { run: number }): ReactNode {
  return (
    <svg className={`swatch run-${run}`} viewBox="-14 -6 28 12" aria-hidden="true">
      <path className="line" d="M-14 0H14" strokeDasharray={dashes[run]} />
      <path className="mark" d={marker(run, 46)} />
    </svg>
  );
}

function LossNow({ run }: { run: number }): ReactNode {
  const step = usePlayback(state => state.step);
  const trace = useResult()?.traces[run];
  if (!trace) return null;
  if (trace.divergedAt !== null && step >= trace.divergedAt)
    return <span className="loss-now diverged">diverged at step {trace.divergedAt}</span>;
  return <span className="loss-now">f = {brief(valueAt(trace, step, 'loss'))}</span>;
}
