import type { ReactNode } from 'react';
import { optionsOf } from '../optimizers/options.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import { layoutOf } from '../simulation/layout.ts';
import { changeRun } from './actions.ts';
import { ConstraintChoice } from './ConstraintChoice.tsx';
import { OptionControl } from './OptionControl.tsx';
import { ScheduleChoice } from './RateControl.tsx';
import { RunVersion } from './RunVersion.tsx';
import { sharedGroups } from './sharedOptions.ts';

interface Props {
  readonly index: number;
  readonly run: OptimizerConfig;
}

/** Everything of a run that is not its optimizer's own options. */
export function RunSettings({ index, run }: Props): ReactNode {
  const options = optionsOf(ruleOf(run), run.dialect);
  return (
    <div className="settings">
      <fieldset>
        <legend>Schedule</legend>
        <ScheduleChoice index={index} run={run} />
      </fieldset>
      {sharedGroups.map(({ title, keys }) => {
        const present = options.filter(option => keys.includes(option.key));
        return (
          present.length > 0 && (
            <fieldset key={title}>
              <legend>{title}</legend>
              {present.map(option => (
                <OptionControl key={option.key} index={index} run={run} option={option} explained />
              ))}
            </fieldset>
          )
        );
      })}
      <fieldset>
        <legend>Variable</legend>
        <Variable index={index} run={run} />
        <ConstraintChoice index={index} run={run} />
      </fieldset>
      <fieldset>
        <legend>Version</legend>
        <RunVersion index={index} run={run} />
      </fieldset>
    </div>
  );
}

const layouts = {
  vector: 'one variable [x, y]',
  scalars: 'two scalars x, y',
  row: 'a row, 1 × 2',
  column: 'a column, 2 × 1',
} as const;

function Variable({ index, run }: Props): ReactNode {
  const { exclude, ...rest } = run;
  const names = layoutOf(run).map(variable => variable.name);
  return (
    <>
      <label className="choice">
        <span>x and y are</span>
        <select
          value={run.layout ?? 'vector'}
          onChange={event => {
            const layout = event.currentTarget.value as keyof typeof layouts;
            const { layout: _, ...plain } = rest;
            changeRun(index, () => (layout === 'vector' ? plain : { ...plain, layout }));
          }}
        >
          {Object.entries(layouts).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <p className="sentence">Norms, decay exclusion, Lamb, Adafactor and Muon see each variable by itself.</p>
      {typeof run.config.weight_decay === 'number' &&
        names.map(name => (
          <label key={name} className="check">
            <input
              type="checkbox"
              checked={exclude?.includes(name) ?? false}
              onChange={event => {
                const others = (exclude ?? []).filter(own => own !== name);
                const next = event.currentTarget.checked ? [...others, name] : others;
                changeRun(index, () => (next.length > 0 ? { ...rest, exclude: next } : rest));
              }}
            />
            exclude_from_weight_decay: {name}
          </label>
        ))}
    </>
  );
}
