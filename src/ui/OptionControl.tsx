import { useState, type ReactNode } from 'react';
import { objection, withOption } from '../optimizers/options.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { refusal } from '../optimizers/refusal.ts';
import type { BooleanOption, NumberOption, Option, OptionValue } from '../optimizers/rules/rule.ts';
import { setOption } from './actions.ts';
import { NumberControl } from './NumberControl.tsx';
import { RateControl } from './RateControl.tsx';

interface Props<Kind extends Option = Option> {
  readonly index: number;
  readonly run: OptimizerConfig;
  readonly option: Kind;
  /** Whether the option's sentence stands under it, rather than in its tooltip. */
  readonly explained?: boolean;
}

/** Keras's reason against one option's new value in this run. */
const against = (run: OptimizerConfig, option: Option, value: OptionValue): string | undefined =>
  objection(option, value) ?? refusal({ ...run, config: withOption(run.config, option.key, value) });

/** One option of a run, in the control of its kind. */
export function OptionControl({ option, ...rest }: Props): ReactNode {
  if (option.kind === 'fixed') return null;
  return (
    <div className="option" title={rest.explained ? undefined : option.sentence}>
      {option.kind === 'boolean' ? (
        <Flag option={option} {...rest} />
      ) : option.schedule ? (
        <RateControl option={option} {...rest} />
      ) : option.nullable ? (
        <Optional option={option} {...rest} />
      ) : (
        <Value option={option} {...rest} value={Number(rest.run.config[option.key])} />
      )}
      {rest.explained && <p className="sentence">{option.sentence}</p>}
    </div>
  );
}

function Value({ index, run, option, value }: Props<NumberOption> & { value: number }): ReactNode {
  return (
    <NumberControl
      label={option.key}
      value={value}
      slider={option.whole ? { ...option.slider, step: 1 } : option.slider}
      objection={next => against(run, option, next)}
      onChange={next => setOption(index, option.key, next)}
    />
  );
}

function Flag({ index, run, option }: Props<BooleanOption>): ReactNode {
  const [reason, attempt] = useAttempt(run, option, index);
  return <Check label={option.key} checked={run.config[option.key] === true} reason={reason} onChange={attempt} />;
}

/** None until it is switched on; then a number. */
function Optional({ index, run, option }: Props<NumberOption>): ReactNode {
  const [reason, attempt] = useAttempt(run, option, index);
  const value = run.config[option.key];
  const on = typeof value === 'number';
  return (
    <>
      <Check label={option.key} checked={on} reason={reason} onChange={next => attempt(next ? middle(option) : null)} />
      {on && <Value index={index} run={run} option={option} value={value} />}
    </>
  );
}

/** A value that does something one can see, from the middle of the slider. */
function middle({ slider: { min, max, scale }, whole }: NumberOption): number {
  const value = scale === 'log' ? Math.sqrt(min * max) : min + (max - min) / 7;
  return whole || value >= 2 ? Math.round(value) : Number(value.toPrecision(1));
}

/** Makes a change unless Keras refuses it; then its reason stands until the next try. */
function useAttempt(
  run: OptimizerConfig,
  option: Option,
  index: number,
): [reason: string | undefined, attempt: (value: OptionValue) => void] {
  const [reason, setReason] = useState<string>();
  const attempt = (value: OptionValue): void => {
    const found = against(run, option, value);
    setReason(found);
    if (found === undefined) setOption(index, option.key, value);
  };
  return [reason, attempt];
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly reason: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, checked, reason, onChange }: CheckProps): ReactNode {
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={checked} onChange={event => onChange(event.currentTarget.checked)} />
        {label}
      </label>
      {reason !== undefined && (
        <p className="reason" role="alert">
          {reason}
        </p>
      )}
    </>
  );
}
