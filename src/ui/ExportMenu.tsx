import type { ReactNode } from 'react';
import { csv } from '../experiment/csv.ts';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { encodeJson } from '../experiment/json.ts';
import { useResult } from '../store/engine.ts';
import { notify } from '../store/experiment.ts';
import { usePlayback } from '../store/playback.ts';
import { download, textFile } from './files.ts';
import { Menu } from './Menu.tsx';

export function ExportMenu(): ReactNode {
  const result = useResult();
  const name = `optimizer-playground-${result?.experiment.surface ?? ''}`;
  const names = result ? distinct(result.experiment.runs, runTitle) : [];
  const legend = names.map((text, run) => ({ text, run }));
  const note = (): string =>
    `${result?.experiment.surface ?? ''}, step ${usePlayback.getState().step} of ${result?.experiment.steps ?? 0}`;
  const png = async (): Promise<void> => {
    const { stagePng } = await import('./picture.ts');
    const picture = await stagePng(legend, note());
    if (picture) download(`${name}.png`, picture);
    else notify(['This browser could not draw the picture as PNG; the SVG holds the same.']);
  };
  const svg = async (): Promise<void> => {
    const { stageSvg } = await import('./picture.ts');
    download(`${name}.svg`, textFile(stageSvg(legend, note()), 'image/svg+xml'));
  };
  return (
    <Menu label="Export">
      <button type="button" onClick={() => void png()}>
        Picture as PNG
      </button>
      <button type="button" onClick={() => void svg()}>
        Picture as SVG
      </button>
      <button
        type="button"
        disabled={!result}
        onClick={() => result && download(`${name}.csv`, textFile(csv(result.experiment, result.traces), 'text/csv'))}
      >
        Trace as CSV
      </button>
      <button
        type="button"
        disabled={!result}
        onClick={() => result && download(`${name}.json`, textFile(encodeJson(result.experiment), 'application/json'))}
      >
        Experiment as JSON
      </button>
    </Menu>
  );
}
