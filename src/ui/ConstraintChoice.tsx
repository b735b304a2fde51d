import type { ReactNode } from 'react';
import { constraintKinds, constraintNamed } from '../optimizers/constraints/index.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { changeRun } from './actions.ts';
import { KindFields } from './KindFields.tsx';

interface Props {
  readonly index: number;
  readonly run: OptimizerConfig;
}

/** One of Keras's constraints on the variable, or none. */
export function ConstraintChoice({ index, run }: Props): ReactNode {
  const { constraint, ...rest } = run;
  const kind = constraint ? constraintNamed(constraint.class_name) : undefined;
  return (
    <>
      <label className="choice">
        <span>constraint</span>
        <select
          value={kind?.name ?? ''}
          onChange={event => {
            const name = event.currentTarget.value;
            const made = name === '' ? undefined : { class_name: name, config: { ...constraintNamed(name).defaults } };
            changeRun(index, () => (made ? { ...rest, constraint: made } : rest));
          }}
        >
          <option value="">none</option>
          {Object.keys(constraintKinds).map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {kind && constraint && (
        <>
          <p className="sentence">{kind.sentence}</p>
          <KindFields
            config={constraint.config}
            defaults={kind.defaults}
            objection={() => undefined}
            onChange={config => changeRun(index, () => ({ ...run, constraint: { ...constraint, config } }))}
          />
        </>
      )}
    </>
  );
}
