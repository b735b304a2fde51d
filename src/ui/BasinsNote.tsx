import type { ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { palettes, type Colour } from '../plots/palette.ts';
import { endings } from '../simulation/sheet.ts';
import type { ShownSheet } from '../store/sheets.ts';
import { useExperiment } from '../store/experiment.ts';
import { shorter } from './BasinsProbe.tsx';
import { endingNames } from './endingWords.ts';
import { Key } from './MapLegend.tsx';
import { percent, SheetTable } from './SheetTable.tsx';
import { useDark } from './useDark.ts';
import { useSelectedRun } from './useSelectedRun.ts';

const MOST_NAMED = 5;

/** What the basins show, their colours with their shares, and a table. */
export function BasinsNote({ shown, version }: { shown: ShownSheet | undefined; version: number }): ReactNode {
  const runs = useExperiment(experiment => experiment.runs);
  const { index } = useSelectedRun();
  const palette = palettes[useDark() ? 'dark' : 'light'];
  const title = distinct(runs, runTitle)[index]!;
  return (
    <div className="basins-note" data-version={version}>
      <p id="stage-sentence">
        Each point is a start, coloured by the minimum that <strong className={`ending run-${index}`}>{title}</strong>{' '}
        reaches
        {shown && ` in ${shown.job.steps.toLocaleString('en-US')} steps`}; fainter: later.
      </p>
      <span className="legend-line">
        {shown && <Key entries={entriesOf(shown, palette)} />}
        <SheetTable name="basins" />
      </span>
    </div>
  );
}

type Entry = readonly [name: string, paint: Colour | readonly [Colour, Colour]];

/** The greatest basins, then what reaches no minimum. */
function entriesOf({ sheet, labels, basins }: ShownSheet, palette: (typeof palettes)['light']): Entry[] {
  const reached = basins.minima.map(() => 0);
  const others = endings.map(() => 0);
  let all = 0;
  for (let i = 0; i < labels.length; i++) {
    if (sheet.ending[i] === 0) continue;
    all++;
    if (labels[i]! > 0) reached[labels[i]! - 1]!++;
    else others[sheet.ending[i]!]!++;
  }
  const order = reached.map((_, i) => i).filter(i => reached[i]! > 0);
  order.sort((a, b) => reached[b]! - reached[a]!);
  const named = order.slice(0, MOST_NAMED).map((i): Entry => {
    const { x, y } = basins.minima[i]!;
    return [`${shorter([x, y])} ${percent(reached[i]! / all)}`, palette.basins[i % palette.basins.length]!];
  });
  const more = order.length - named.length;
  const ended = (['resting', 'unmoved', 'cycling', 'moving', 'diverged'] as const).flatMap((kind): Entry[] => {
    const count = others[endings.indexOf(kind)]!;
    return count > 0 ? [[`${endingNames[kind]} ${percent(count / all)}`, palette[kind]]] : [];
  });
  return [...named, ...(more > 0 ? [[`${more} more minima, colours repeat`, palette.faded] as Entry] : []), ...ended];
}
