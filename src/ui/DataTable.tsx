import { useState, type ReactNode } from 'react';
import { brief } from './numbers.ts';

interface Props {
  readonly name: string;
  readonly u: readonly number[];
  readonly t: readonly number[];
  readonly uName: string;
  readonly tName: string;
  readonly prediction: (u: number) => number;
  readonly classes?: readonly [zero: string, one: string];
}

const ROWS = 25;

/** Evenly spaced rows of the data, with what is predicted for them now. */
export function DataTable({ name, u, t, uName, tName, prediction, classes }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const every = Math.max(1, Math.ceil(u.length / ROWS));
  const rows = Array.from({ length: Math.ceil(u.length / every) }, (_, i) => i * every);
  return (
    <details className="curve-table" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Table</summary>
      {open && (
        <div className="scroll" tabIndex={0} role="region" aria-label={`${name}, table`}>
          <table>
            <thead>
              <tr>
                <th scope="col">row</th>
                <th scope="col">{uName}</th>
                <th scope="col">{tName}</th>
                <th scope="col">predicted</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row}>
                  <th scope="row">{row + 1}</th>
                  <td>{brief(u[row]!)}</td>
                  <td>{classes?.[t[row]!] ?? brief(t[row]!)}</td>
                  <td>{brief(prediction(u[row]!))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
