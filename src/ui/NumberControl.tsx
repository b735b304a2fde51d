import { useId, useState, type ReactNode } from 'react';
import { shortestFloat32 } from './numbers.ts';

interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  readonly step?: number;
}

interface Props {
  readonly label: ReactNode;
  readonly value: number;
  readonly slider?: SliderRange;
  readonly unit?: string | undefined;
  readonly hint?: string;
  /** Why a typed number can't be taken; undefined if it can. */
  readonly objection: (value: number) => string | undefined;
  readonly onChange: (value: number) => void;
}

const NOTCHES = 1000;
const DIGITS = 2; // that the slider sets on a logarithmic scale; the field takes any number

function toNotch(value: number, { min, max, scale }: SliderRange): number {
  if (scale === 'linear') return value;
  const share = Math.log(Math.max(value, min) / min) / Math.log(max / min);
  return Math.round(NOTCHES * Math.min(1, share));
}

function fromNotch(notch: number, { min, max, scale }: SliderRange): number {
  if (scale === 'linear') return Number(notch.toPrecision(12));
  return Number((min * (max / min) ** (notch / NOTCHES)).toPrecision(DIGITS));
}

/** A slider and an exact field for one number. What can't be taken stays in the field, with the reason under it. */
export function NumberControl({ label, value, slider, unit, hint, objection, onChange }: Props): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; of: number } | null>(null);
  const typed = draft && draft.of === value ? draft.text : null;
  const reason = typed === null ? undefined : reasonAgainst(typed, objection);
  const type = (text: string): void => {
    const number = numberIn(text);
    if (reasonAgainst(text, objection) === undefined) {
      setDraft({ text, of: number });
      onChange(number);
    } else setDraft({ text, of: value });
  };
  const log = slider?.scale === 'log';
  return (
    <div className="control" title={hint}>
      <label htmlFor={`${id}-field`}>{label}</label>
      {slider && (
        <input
          type="range"
          aria-label={typeof label === 'string' ? `${label}, slider` : 'slider'}
          aria-valuetext={`${value}${unit ?? ''}`}
          min={log ? 0 : slider.min}
          max={log ? NOTCHES : slider.max}
          step={log ? 1 : (slider.step ?? 0.01)}
          value={toNotch(value, slider)}
          onChange={event => onChange(fromNotch(Number(event.currentTarget.value), slider))}
        />
      )}
      <span className="field">
        <input
          id={`${id}-field`}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={typed ?? shortestFloat32(value)}
          aria-invalid={reason !== undefined}
          aria-describedby={reason === undefined ? undefined : `${id}-reason`}
          onChange={event => type(event.currentTarget.value)}
          onBlur={() => reason === undefined && setDraft(null)}
          onKeyDown={event => event.key === 'Escape' && setDraft(null)}
        />
        {unit && <span className="unit">{unit}</span>}
      </span>
      {reason !== undefined && (
        <p id={`${id}-reason`} className="reason" role="alert">
          {reason}
        </p>
      )}
    </div>
  );
}

const numberIn = (text: string): number => Number(text.replace('−', '-').replace(',', '.'));

function reasonAgainst(text: string, objection: Props['objection']): string | undefined {
  const number = numberIn(text);
  if (text.trim() === '') return 'Type a number.';
  if (Math.abs(number) === Infinity) return 'This number is too large.';
  if (Number.isNaN(number)) return `This is not a number: “${text}”.`;
  return objection(number);
}
