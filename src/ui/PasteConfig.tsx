import { useId, useState, type ReactNode } from 'react';
import { run as runOf } from '../experiment/experiment.ts';
import { readKerasConfig } from '../optimizers/kerasText.ts';
import { refusal } from '../optimizers/refusal.ts';
import { useExperiment } from '../store/experiment.ts';
import { changeRun } from './actions.ts';
import { PanelButtons } from './PanelButtons.tsx';

/** Takes the config of a real training run into this one; says what of it could not be used. */
export function PasteConfig({ run, onDone }: { run: number; onDone: () => void }): ReactNode {
  const id = useId();
  const current = useExperiment(experiment => experiment.runs[run]);
  const [text, setText] = useState('');
  const [remarks, setRemarks] = useState<readonly string[]>([]);
  const apply = (): void => {
    try {
      const { optimizer, dialect, config, remarks: found } = readKerasConfig(text, current?.optimizer);
      const same = current?.optimizer === optimizer && (current.dialect ?? 'keras3') === dialect;
      const made = runOf({ ...(same && current?.config), ...config }, optimizer, {
        ...(current?.layout && { layout: current.layout }),
        ...(dialect !== 'keras3' && { dialect }),
      });
      const reason = refusal(made);
      if (reason === undefined) changeRun(run, () => made);
      setRemarks(reason === undefined ? found : [`${reason} Nothing was changed.`, ...found]);
      if (reason === undefined && found.length === 0) onDone();
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
        onKeyDown={event => event.key === 'Escape' && onDone()}
      />
      {remarks.length > 0 && (
        <ul className="reason" role="alert">
          {remarks.map(remark => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <PanelButtons disabled={text.trim() === ''} onUse={apply} onClose={onDone} />
    </div>
  );
}
