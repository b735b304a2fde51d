import { useId, useState, type ReactNode } from 'react';
import { run as runOf } from '../experiment/experiment.ts';
import { editableLines, type OptimizerConfig } from '../optimizers/pipeline.ts';
import { customRule } from '../optimizers/rules/custom.ts';
import { changeRun } from './actions.ts';
import { PanelButtons } from './PanelButtons.tsx';

/** A run's lines as text: what is typed is parsed at once, and what is wrong stands under the line it is in. */
export function EditRule({
  index,
  run,
  onDone,
}: {
  index: number;
  run: OptimizerConfig;
  onDone: () => void;
}): ReactNode {
  const id = useId();
  const [text, setText] = useState(run.lines ?? editableLines(run));
  const { problems, slots, hyperparameters } = customRule(text);
  const use = (): void => {
    const { optimizer: _, dialect: __, lines: ___, config, ...extra } = run;
    const kept = Object.fromEntries(
      Object.entries(config).filter(([key]) => key === 'learning_rate' || hyperparameters.includes(key)),
    );
    changeRun(index, () => runOf(kept, 'Custom', { ...extra, lines: text.trim() }));
    onDone();
  };
  return (
    <div className="paste">
      <label htmlFor={id}>
        The rule, line by line, over <code>w</code>, <code>g</code> and names of your own
      </label>
      <textarea
        id={id}
        rows={Math.max(3, text.split('\n').length + 1)}
        spellCheck={false}
        autoFocus
        value={text}
        aria-invalid={problems.length > 0}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Escape' && onDone()}
      />
      {problems.length > 0 ? (
        <ul className="reason" role="alert">
          {problems.map(({ line, at, message }) => (
            <li key={`${line} ${at} ${message}`}>
              Line {line + 1}, character {at + 1}: {message}
            </li>
          ))}
        </ul>
      ) : (
        <p className="sentence">
          Slots: {slots.join(', ') || 'none'}. Hyperparameters: {['learning_rate', ...hyperparameters].join(', ')}.
        </p>
      )}
      <PanelButtons disabled={problems.length > 0} onUse={use} onClose={onDone} />
    </div>
  );
}
