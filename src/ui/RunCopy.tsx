import { useState, type ReactNode } from 'react';
import { configJson } from '../optimizers/configJson.ts';
import { kerasCode } from '../optimizers/kerasText.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { copyText } from './files.ts';
import { Menu } from './Menu.tsx';

const forms = { 'Python code': kerasCode, 'get_config() as JSON': configJson } as const;

/** Copies a run for Keras; where copying is not allowed, the text is shown to be copied by hand. */
export function RunCopy({ run }: { run: OptimizerConfig }): ReactNode {
  const [copied, setCopied] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = async (text: string): Promise<void> => {
    const done = await copyText(text);
    setByHand(done ? null : text);
    setCopied(done);
    if (done) setTimeout(() => setCopied(false), 2000);
  };
  return (
    <>
      <Menu label={copied ? 'Copied ✓' : 'Copy'} className="link">
        {Object.entries(forms).map(([title, form]) => (
          <button key={title} type="button" onClick={() => void copy(form(run))}>
            {title}
          </button>
        ))}
      </Menu>
      <span role="status" className="visually-hidden">
        {copied ? 'copied' : ''}
      </span>
      {byHand !== null && (
        <textarea
          className="by-hand"
          readOnly
          autoFocus
          rows={4}
          value={byHand}
          aria-label="Copy this text"
          onBlur={() => setByHand(null)}
        />
      )}
    </>
  );
}
