import type { ReactNode } from 'react';
import { run as runOf } from '../experiment/experiment.ts';
import { optionsOf } from '../optimizers/options.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Dialect } from '../optimizers/rules/rule.ts';
import { changeRun } from './actions.ts';

interface Props {
  readonly index: number;
  readonly run: OptimizerConfig;
}

const dialects: Readonly<Record<Dialect, string>> = {
  keras3: 'Keras 3',
  legacy: 'tf.keras legacy',
  'tf2.0': 'TensorFlow 2.0',
};

/** SGD in Keras's three generations; and Keras 3's accumulation before 3.5. */
export function RunVersion({ index, run }: Props): ReactNode {
  const changeDialect = (dialect: Dialect): void =>
    changeRun(index, ({ layout, constraint, config }) => {
      const extra = {
        ...(layout && { layout }),
        ...(constraint && { constraint }),
        ...(dialect !== 'keras3' && { dialect }),
      };
      const known = new Set(optionsOf(ruleOf(run), dialect).map(option => option.key));
      const kept = Object.fromEntries(Object.entries(config).filter(([key]) => known.has(key)));
      return runOf(kept, run.optimizer, extra);
    });
  return (
    <>
      {run.optimizer === 'SGD' ? (
        <label className="choice">
          <span>dialect</span>
          <select
            value={run.dialect ?? 'keras3'}
            onChange={event => changeDialect(event.currentTarget.value as Dialect)}
          >
            {Object.entries(dialects).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p className="sentence">
          As Keras 3.15 computes it. SGD can also be had as in tf.keras legacy and TensorFlow 2.0.
        </p>
      )}
      {typeof run.config.gradient_accumulation_steps === 'number' && (
        <label className="check">
          <input
            type="checkbox"
            checked={run.accumulation === 'per_micro_step'}
            onChange={event => {
              const { accumulation: _, ...rest } = run;
              const early = event.currentTarget.checked;
              changeRun(index, () => (early ? { ...rest, accumulation: 'per_micro_step' } : rest));
            }}
          />
          accumulate as Keras 3.1 – 3.4: clip and decay on every call
        </label>
      )}
    </>
  );
}
