import { lazy, Suspense, useState, type ReactNode } from 'react';
import { run as runOf, runKind, runTitle } from '../experiment/experiment.ts';
import { breakOf, valueAt } from '../experiment/trace.ts';
import { optionsOf } from '../optimizers/options.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import { rules } from '../optimizers/rules/index.ts';
import { dashes, marker } from '../plots/marks.ts';
import { useResult } from '../store/engine.ts';
import { usePlayback } from '../store/playback.ts';
import { select } from '../store/view.ts';
import { changeRun, removeRun } from './actions.ts';
import { brief } from './numbers.ts';
import { OptionControl } from './OptionControl.tsx';
import { RunCopy } from './RunCopy.tsx';
import { isShared } from './sharedOptions.ts';

// What a card opens comes when it is opened.
const EditRule = lazy(async () => ({ default: (await import('./EditRule.tsx')).EditRule }));
const PasteConfig = lazy(async () => ({ default: (await import('./PasteConfig.tsx')).PasteConfig }));
const RunSettings = lazy(async () => ({ default: (await import('./RunSettings.tsx')).RunSettings }));

interface Props {
  readonly index: number;
  readonly run: OptimizerConfig;
  readonly selected: boolean;
  readonly alone: boolean;
}

type Panel = 'options' | 'paste' | 'edit';
const panels: Readonly<Record<Panel, string>> = { options: 'Options', edit: 'Edit', paste: 'Paste' };
const panelTitles: Readonly<Record<Panel, string>> = {
  options: 'All options of this run',
  edit: 'Edit the rule as text',
  paste: 'Paste a Keras config',
};

/** One run: its optimizer, that optimizer's own options, and panels for everything else. */
export function RunCard({ index, run, selected, alone }: Props): ReactNode {
  const [panel, setPanel] = useState<Panel | null>(null);
  const own = optionsOf(ruleOf(run), run.dialect).filter(option => !isShared(option.key));
  const [flags, others] = [true, false].map(isFlag => own.filter(({ kind }) => (kind === 'boolean') === isFlag));
  const close = (): void => setPanel(null);
  return (
    // What is being changed is what the arrows and lines show; the keys 1 – 8 do the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={`run run-${index}`}
      aria-label={`Run ${index + 1}`}
      data-selected={selected || undefined}
      onFocus={() => select(index)}
    >
      <header>
        <button
          type="button"
          className="title"
          aria-pressed={selected}
          aria-label={`Show the arrows and lines of ${runTitle(run)}`}
          onClick={() => select(index)}
        >
          <Swatch run={index} />
        </button>
        <OptimizerChoice index={index} run={run} />
        {run.optimizer === 'SGD' && <span className="kind-word">{runKind(run)}</span>}
        <LossNow run={index} />
        {!alone && (
          <button
            type="button"
            className="remove"
            aria-label="Remove"
            title="Remove this run"
            onClick={() => removeRun(index)}
          >
            ✕
          </button>
        )}
      </header>
      {others!.map(option => (
        <OptionControl key={option.key} index={index} run={run} option={option} />
      ))}
      <Active run={run} />
      <footer>
        {flags!.map(option => (
          <OptionControl key={option.key} index={index} run={run} option={option} />
        ))}
        {(Object.keys(panels) as Panel[]).map(name => (
          <button
            key={name}
            type="button"
            className="link"
            title={panelTitles[name]}
            aria-expanded={panel === name}
            onClick={() => setPanel(panel === name ? null : name)}
          >
            {panels[name]}
          </button>
        ))}
        <RunCopy run={run} />
      </footer>
      <Suspense>
        {panel === 'options' && <RunSettings index={index} run={run} />}
        {panel === 'paste' && <PasteConfig run={index} onDone={close} />}
        {panel === 'edit' && <EditRule key={run.lines ?? run.optimizer} index={index} run={run} onDone={close} />}
      </Suspense>
    </article>
  );
}

function OptimizerChoice({ index, run }: { index: number; run: OptimizerConfig }): ReactNode {
  const choose = (name: string): void =>
    changeRun(index, ({ config, layout }) => {
      const known = new Set(optionsOf(rules[name]!).map(option => option.key));
      const kept = Object.entries(config).filter(
        ([key]) => known.has(key) && (key === 'learning_rate' || isShared(key)),
      );
      return runOf(Object.fromEntries(kept), name, layout ? { layout } : {});
    });
  return (
    <select
      className="optimizer"
      aria-label="Optimizer"
      value={run.lines === undefined ? run.optimizer : ''}
      onChange={event => choose(event.currentTarget.value)}
    >
      {run.lines !== undefined && <option value="">custom</option>}
      {Object.entries(families).map(([family, title]) => (
        <optgroup key={family} label={title}>
          {Object.values(rules)
            .filter(rule => rule.family === family)
            .map(({ name, sentence }) => (
              <option key={name} title={sentence}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}

const families = { keras: 'Keras', other: 'For contrast' } as const;

/** What is switched on of the options that are not on the card. */
function Active({ run }: { run: OptimizerConfig }): ReactNode {
  const options = optionsOf(ruleOf(run), run.dialect);
  const on = options.filter(({ key, default: usual }) => isShared(key) && run.config[key] !== usual);
  const words = [
    ...on.map(({ key }) => `${key} ${run.config[key] === true ? '' : JSON.stringify(run.config[key])}`.trim()),
    ...(run.constraint ? [run.constraint.class_name] : []),
    ...(run.layout ? [run.layout] : []),
    ...(run.dialect ? [run.dialect] : []),
  ];
  return words.length > 0 && <p className="active">{words.join(' · ')}</p>;
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
    return (
      <span className="loss-now diverged" title={trace.undefinedBecause}>
        {breakOf(trace)}
      </span>
    );
  return <span className="loss-now">f = {brief(valueAt(trace, step, 'loss'), 4)}</span>;
}
