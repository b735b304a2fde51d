import type { ReactNode } from 'react';
import type { Column } from '../data/dataSet.ts';

interface Props {
  readonly columns: readonly Column[];
  readonly input: string;
  readonly target: string;
  readonly onChange: (choice: { readonly input: string; readonly target: string }) => void;
}

/** Which column is the input and which the target; where one takes the other's, they change places. */
export function ColumnChoice({ columns, input, target, onChange }: Props): ReactNode {
  const inputs = columns.filter(({ classes }) => !classes);
  const inputFor = (next: string): string => {
    if (next !== input) return input;
    return (inputs.find(({ name }) => name === target) ?? inputs.find(({ name }) => name !== next))?.name ?? input;
  };
  return (
    <div className="columns">
      <Pick
        label="input u"
        columns={inputs}
        value={input}
        onChange={next => onChange({ input: next, target: next === target ? input : target })}
      />
      <Pick
        label="target t"
        columns={columns}
        value={target}
        onChange={next => onChange({ target: next, input: inputFor(next) })}
      />
    </div>
  );
}

interface PickProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function Pick({ label, columns, value, onChange }: PickProps): ReactNode {
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={event => onChange(event.currentTarget.value)}>
        {columns.map(({ name, classes }) => (
          <option key={name} value={name}>
            {classes ? `${name} (${classes.join(', ')})` : name}
          </option>
        ))}
      </select>
    </label>
  );
}
