import { useState, type ReactNode } from 'react';
import { copyText } from './files.ts';

/** Copies a text and says so; where copying is not allowed, the text is shown to be copied by hand. */
export function CopyButton({
  label,
  className,
  text,
}: {
  label: string;
  className: string;
  text: () => string;
}): ReactNode {
  const [state, setState] = useState<'ready' | 'copied' | { byHand: string }>('ready');
  const copy = async (): Promise<void> => {
    const value = text();
    const copied = await copyText(value);
    setState(copied ? 'copied' : { byHand: value });
    if (copied) setTimeout(() => setState('ready'), 2000);
  };
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        {state === 'copied' ? 'Copied ✓' : label}
      </button>
      <span role="status" className="visually-hidden">
        {state === 'copied' ? `${label}: copied` : ''}
      </span>
      {typeof state === 'object' && (
        <input
          className="by-hand"
          readOnly
          autoFocus
          aria-label={`${label}: copy this text`}
          value={state.byHand}
          onFocus={event => event.currentTarget.select()}
          onBlur={() => setState('ready')}
        />
      )}
    </>
  );
}
