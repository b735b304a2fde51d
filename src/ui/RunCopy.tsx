import { useState, type ReactNode } from 'react';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { copyText } from './files.ts';
import { Menu } from './Menu.tsx';

/** What writes them, Keras's own optimizer classes among it, loads when it is first asked for. */
const forms: Readonly<Record<string, (run: OptimizerConfig) => Promise<string>>> = {
  'Python code': async run => (await import('../optimizers/kerasText.ts')).kerasCode(run),
  'get_config() as JSON': async run => (await import('../optimizers/configJson.ts')).configJson(run),
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
          <button key={title} type="button" onClick={() => void form(run).then(copy)}>
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
