import { useId, useState, type ReactNode } from 'react';
import type { Config, OptionValue } from '../optimizers/rules/rule.ts';
import { NumberControl } from './NumberControl.tsx';

interface Props {
  readonly config: Config;
  readonly defaults: Readonly<Record<string, OptionValue | undefined>>;
  /** Keras's reason against a config; undefined if it is sound. */
  readonly objection: (config: Config) => string | undefined;
  readonly onChange: (config: Config) => void;
}

/** The config of a schedule or constraint, a field a key. What can't be taken stays in the field with the reason. */
export function KindFields({ config, defaults, objection, onChange }: Props): ReactNode {
  return Object.entries(defaults).map(([key, usual]) => {
    const value = config[key] ?? usual ?? null;
    const change = (next: OptionValue): void => onChange({ ...config, [key]: next });
    const against = (next: OptionValue): string | undefined => objection({ ...config, [key]: next });
    if (key === 'name') return null;
    if (typeof value === 'boolean')
      return (
        <label key={key} className="check">
          <input type="checkbox" checked={value} onChange={event => change(event.currentTarget.checked)} />
          {key}
        </label>
      );
    if (typeof value === 'number')
      return <NumberControl key={key} label={key} value={value} objection={against} onChange={change} />;
    return (
      <TextField
        key={key}
        label={key}
        value={spell(value)}
        read={text => read(text, value)}
        against={against}
        onChange={change}
      />
    );
  });
}

const spell = (value: OptionValue): string =>
  value === null
    ? 'None'
    : Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

/** A list of numbers where there was one, None or a number where there was None, else the text itself. */
function read(text: string, before: OptionValue): OptionValue | undefined {
  if (typeof before === 'string') return text;
  if (text.trim() === 'None' && !Array.isArray(before)) return null;
  const numbers = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  if (!numbers.every(Number.isFinite)) return undefined;
  return Array.isArray(before) ? numbers : numbers[0];
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly read: (text: string) => OptionValue | undefined;
  readonly against: (value: OptionValue) => string | undefined;
  readonly onChange: (value: OptionValue) => void;
}

function TextField({ label, value, read: parse, against, onChange }: TextProps): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; of: string } | null>(null);
  const text = draft && draft.of === value ? draft.text : value;
  const parsed = parse(text);
  const reason = parsed === undefined ? `This can’t be read: “${text}”.` : text === value ? undefined : against(parsed);
  const type = (next: string): void => {
    const made = parse(next);
    if (made !== undefined && against(made) === undefined) onChange(made);
    setDraft({ text: next, of: made !== undefined && against(made) === undefined ? spell(made) : value });
  };
  return (
    <div className="control text">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        spellCheck={false}
        autoComplete="off"
        value={text}
        aria-invalid={reason !== undefined}
        onChange={event => type(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Escape' && setDraft(null)}
      />
      {reason !== undefined && (
        <p className="reason" role="alert">
          {reason}
        </p>
      )}
    </div>
  );
}
