import type { ReactNode } from 'react';
import { endings, placeAmong, standIn } from '../simulation/sheet.ts';
import { useExperiment } from '../store/experiment.ts';
import type { ShownSheet } from '../store/sheets.ts';
import { useView } from '../store/view.ts';
import { endingWords } from './endingWords.ts';
import { briefVector } from './numbers.ts';

/** How the run from the point under the pointer ends; from the start where there is none. */
export function BasinsProbe({ shown }: { shown: ShownSheet | undefined }): ReactNode {
  const start = useExperiment(experiment => experiment.start);
  const pointed = useView(state => state.pointed);
  const [x, y] = pointed ?? start;
  return (
    <output className="basins-probe" aria-label="Start under the pointer" aria-live={pointed ? 'off' : 'polite'}>
      {pointed ? shorter([x, y]) : 'start'} → {shown ? endingAt(shown, x, y) : '…'}
    </output>
  );
}

function endingAt({ job, sheet, basins, labels }: ShownSheet, x: number, y: number): string {
  const [column, row] = [placeAmong(job.across.values, x), placeAmong(job.up.values, y)];
  const cell = column < 0 || row < 0 ? -1 : standIn(sheet, column, row);
  if (cell < 0) return 'outside the picture';
  const minimum = labels[cell]! > 0 ? basins.minima[labels[cell]! - 1] : undefined;
  if (minimum) return `${shorter([minimum.x, minimum.y])}, ${sheet.steps[cell]!} steps`;
  return endingWords(endings[sheet.ending[cell]!]!, sheet.steps[cell]!);
}

/** A point to two decimals. */
export const shorter = (point: readonly [number, number]): string =>
  briefVector(point.map(value => Number(value.toFixed(2)) + 0) as [number, number]);
