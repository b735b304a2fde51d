import type { ReactNode } from 'react';
import { moveInHistory, useExperimentStore } from '../store/experiment.ts';
import { nextTheme, setHelp, useView } from '../store/view.ts';
import { reset } from './actions.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { Notice } from './Notice.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { ShareButton } from './ShareButton.tsx';

const themeSigns = { system: '◐', light: '○', dark: '●' } as const;

export function Header(): ReactNode {
  const index = useExperimentStore(state => state.index);
  const length = useExperimentStore(state => state.entries.length);
  const theme = useView(state => state.theme);
  return (
    <header className="header">
      <h1>Optimizer Playground</h1>
      <PresetMenu />
      <Notice />
      <div className="tools">
        <button
          type="button"
          className="icon"
          onClick={() => moveInHistory(-1)}
          disabled={index === 0}
          aria-label="Undo"
          title="Undo (Ctrl Z)"
        >
          ↶
        </button>
        <button
          type="button"
          className="icon"
          onClick={() => moveInHistory(1)}
          disabled={index === length - 1}
          aria-label="Redo"
          title="Redo (Ctrl Shift Z)"
        >
          ↷
        </button>
        <button type="button" className="quiet" onClick={reset} title="Back to the opening experiment">
          Reset
        </button>
        <ShareButton />
        <ExportMenu />
        <button
          type="button"
          className="icon"
          onClick={nextTheme}
          aria-label={`Theme: ${theme}`}
          title={`Theme: ${theme}`}
        >
          {themeSigns[theme]}
        </button>
        <button
          type="button"
          className="icon"
          onClick={() => setHelp(true)}
          aria-label="Keys and gestures"
          title="Keys and gestures (?)"
        >
          ?
        </button>
      </div>
    </header>
  );
}
