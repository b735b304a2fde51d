import { useId, useState, type ReactNode } from 'react';
import { readKerasConfig } from '../optimizers/kerasText.ts';
import { setOptions } from './actions.ts';

/** Takes the config of a real training run into this one; says what of it could not be used. */
export function PasteConfig({
  run,
  optimizer,
  onDone,
}: {
  run: number;
  optimizer: string;
  onDone: () => void;
}): ReactNode {
  const id = useId();
  const [text, setText] = useState('');
  const [remarks, setRemarks] = useState<readonly string[]>([]);
  const apply = (): void => {
    try {
      const { config, remarks: found } = readKerasConfig(text, optimizer);
      setOptions(run, config);
      setRemarks(found);
      if (found.length === 0) onDone();
    } catch (error) {
      setRemarks([error instanceof Error ? error.message : String(error)]);
    }
  };
  return (
    <div className="paste">
      <label htmlFor={id}>
        What <code>optimizer.get_config()</code> returns, or the constructor call
      </label>
      <textarea
        id={id}
        rows={4}
        spellCheck={false}
        autoFocus
        placeholder="{'name': 'SGD', 'learning_rate': 0.01, 'momentum': 0.9, …}"
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      {remarks.length > 0 && (
        <ul className="reason" role="alert">
          {remarks.map(remark => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <div className="row">
        <button type="button" onClick={apply} disabled={text.trim() === ''}>
          Use it
        </button>
        <button type="button" className="link" onClick={onDone}>
          Close
        </button>
      </div>
    </div>
  );
}
