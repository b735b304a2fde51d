import { useState, type ReactNode } from 'react';
import { countEndings, endings } from '../simulation/sheet.ts';
import { sheetOf, useSheets, type SheetName } from '../store/sheets.ts';
import { endingNames } from './endingWords.ts';
import { shorter } from './BasinsProbe.tsx';

/** A sheet in numbers: how many cells end how, and of basins in which minimum. */
export function SheetTable({ name }: { name: SheetName }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="sheet-table" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Table</summary>
      {open && <Counts name={name} />}
    </details>
  );
}

function Counts({ name }: { name: SheetName }): ReactNode {
  useSheets(state => state[name].version);
  const shown = sheetOf(name);
  if (!shown) return null;
  const rows = name === 'map' ? byEnding(shown) : byMinimum(shown);
  const all = rows.reduce((sum, [, count]) => sum + count, 0);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`${name}, table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">outcome</th>
            <th scope="col">cells</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([text, count]) => (
            <tr key={text}>
              <th scope="row">{text}</th>
              <td>{count.toLocaleString('en-US')}</td>
              <td>{percent(count / all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A share in per cent, with a decimal where it is small. */
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

type Shown = NonNullable<ReturnType<typeof sheetOf>>;
type Row = readonly [text: string, count: number];

function byEnding({ sheet }: Shown): Row[] {
  return countEndings(sheet).flatMap((count, i): Row[] => (count > 0 ? [[endingNames[endings[i]!], count]] : []));
}

/** Cells by the minimum that they reach, the greatest basin first; then those that reach none, by their ending. */
function byMinimum({ sheet, labels, basins }: Shown): Row[] {
  const reached = basins.minima.map(() => 0);
  const others = endings.map(() => 0);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i]! > 0) reached[labels[i]! - 1]!++;
    else others[sheet.ending[i]!]!++;
  }
  const rows = reached.map((count, i): Row => [
    `minimum ${i + 1} at ${shorter([basins.minima[i]!.x, basins.minima[i]!.y])}`,
    count,
  ]);
  return [
    ...rows.filter(([, count]) => count > 0).toSorted((a, b) => b[1] - a[1]),
    ...others.flatMap((count, i): Row[] => (count > 0 ? [[endingNames[endings[i]!], count]] : [])),
  ];
}
