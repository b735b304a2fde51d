import type { ReactNode } from 'react';
import { presetOf, presets } from '../experiment/presets.ts';
import { useExperiment } from '../store/experiment.ts';
import { openPreset } from './actions.ts';
import { Menu } from './Menu.tsx';

export function PresetMenu(): ReactNode {
  const preset = useExperiment(presetOf);
  return (
    <div className="presets">
      <Menu label={preset?.title ?? 'My experiment'} title="Ready experiments">
        {presets.map(entry => (
          <button
            key={entry.name}
            type="button"
            className="entry"
            aria-current={entry === preset || undefined}
            onClick={() => openPreset(entry)}
          >
            <strong>{entry.title}</strong>
            <span>{entry.sentence}</span>
          </button>
        ))}
      </Menu>
    </div>
  );
}
