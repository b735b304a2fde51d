import type { ReactNode } from 'react';
import type { FigureName } from '../experiment/link.ts';
import { show } from '../store/experiment.ts';
import { useView } from '../store/view.ts';

const choices: readonly { readonly figure: FigureName | null; readonly text: string; readonly title: string }[] = [
  { figure: null, text: 'Landscape', title: 'The loss as contours' },
  { figure: 'basins', text: 'Basins', title: 'Every point a start, coloured by the minimum that it leads to' },
  { figure: 'map', text: 'Map', title: 'Every learning_rate and momentum a run from this start' },
];

/** What the stage shows. */
export function ShowSwitch(): ReactNode {
  const shown = useView(state => state.show);
  return (
    <span className="segments" role="group" aria-label="The stage shows">
      {choices.map(({ figure, text, title }) => (
        <button key={text} type="button" aria-pressed={shown === figure} title={title} onClick={() => show(figure)}>
          {text}
        </button>
      ))}
    </span>
  );
}
