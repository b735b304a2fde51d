import { useState, type ReactNode } from 'react';
import { kerasCode } from '../optimizers/kerasText.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { copyText } from './files.ts';
import { Menu } from './Menu.tsx';

/** Keras's own optimizer classes load when their configuration is first asked for. */
const configJson = async (run: OptimizerConfig): Promise<string> =>
  (await import('../optimizers/configJson.ts')).configJson(run);
const forms: Readonly<Record<string, (run: OptimizerConfig) => string | Promise<string>>> = {
  'Python code': kerasCode,
  'get_config() as JSON': configJson,
};

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
          <button key={title} type="button" onClick={() => void Promise.resolve(form(run)).then(copy)}>
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
