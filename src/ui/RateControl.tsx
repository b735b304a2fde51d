import type { ReactNode } from 'react';
import { limits } from '../experiment/experiment.ts';
import { objection, withOption } from '../optimizers/options.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { refusal } from '../optimizers/refusal.ts';
import type { Config, NumberOption, OptionValue, Serialized } from '../optimizers/rules/rule.ts';
import { isSerialized, scheduleKinds, scheduleNamed, scheduleObjection } from '../optimizers/schedules/index.ts';
import { useExperiment } from '../store/experiment.ts';
import { setOption } from './actions.ts';
import { KindFields } from './KindFields.tsx';
import { NumberControl } from './NumberControl.tsx';

interface Props {
  readonly index: number;
  readonly run: OptimizerConfig;
  readonly option: NumberOption;
}

/** A learning rate: a number, one of Keras's schedules, or a formula of the step. */
export function RateControl({ index, run, option }: Props): ReactNode {
  const rate = run.config[option.key];
  const change = (value: OptionValue): void => setOption(index, option.key, value);
  return (
    <>
      {isSerialized(rate) ? (
        <Schedule schedule={rate} onChange={change} />
      ) : (
        <NumberControl
          label={option.key}
          value={Number(rate)}
          slider={option.slider}
          objection={value =>
            objection(option, value) ?? refusal({ ...run, config: withOption(run.config, option.key, value) })
          }
          onChange={change}
        />
      )}
    </>
  );
}

function Schedule({ schedule, onChange }: { schedule: Serialized; onChange: (value: Serialized) => void }): ReactNode {
  const kind = scheduleNamed(schedule.class_name);
  return (
    <fieldset className="kind">
      <legend>learning_rate = {schedule.class_name}</legend>
      <KindFields
        config={schedule.config}
        defaults={kind.defaults}
        objection={config => scheduleObjection({ ...schedule, config })}
        onChange={config => onChange({ ...schedule, config })}
      />
    </fieldset>
  );
}

/** Chooses between a constant and the schedules. */
export function ScheduleChoice({ index, run }: Omit<Props, 'option'>): ReactNode {
  const steps = useExperiment(experiment => experiment.steps);
  const rate = run.config.learning_rate;
  const choose = (name: string): void => {
    const start = startOf(rate);
    setOption(
      index,
      'learning_rate',
      name === '' ? start : { class_name: name, config: firstConfig(name, start, steps) },
    );
  };
  return (
    <label className="choice">
      <span>learning_rate</span>
      <select value={isSerialized(rate) ? rate.class_name : ''} onChange={event => choose(event.currentTarget.value)}>
        <option value="">constant</option>
        {Object.values(scheduleKinds).map(({ name, sentence }) => (
          <option key={name} value={name} title={sentence}>
            {name === 'Formula' ? 'formula of the step' : name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The rate that a schedule starts from, to go on with. */
function startOf(rate: OptionValue | undefined): number {
  if (typeof rate === 'number') return rate;
  if (!isSerialized(rate)) return 0.01;
  const { initial_learning_rate: initial, values } = rate.config;
  return typeof initial === 'number' ? initial : Array.isArray(values) ? Number(values[0]) : 0.01;
}

/** A schedule that shows what it does within the run. */
function firstConfig(name: string, rate: number, steps: number): Config {
  const part = (share: number): number => Math.max(1, Math.round(Math.min(steps, limits.steps.most) * share));
  const given: Readonly<Record<string, OptionValue>> = {
    initial_learning_rate: rate,
    decay_steps: part(0.5),
    decay_rate: 0.5,
    boundaries: [part(0.25), part(0.5)],
    values: [rate, Number((rate / 3).toPrecision(2)), Number((rate / 10).toPrecision(2))],
    first_decay_steps: part(0.2),
    formula: `${rate} / (1 + step / ${part(0.25)})`,
  };
  return Object.fromEntries(
    Object.entries(scheduleNamed(name).defaults).map(([key, usual]) => [key, usual ?? given[key] ?? null]),
  );
}
