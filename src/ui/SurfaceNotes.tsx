import { Fragment, type ReactNode } from 'react';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import { minimaOf, type SurfaceMinimum } from '../surfaces/minima.ts';
import { brief } from './numbers.ts';

/** Where the minima are, how curved the ground is there, and where the surface comes from. */
export function SurfaceNotes({ surface, parameters }: { surface: Surface; parameters: SurfaceParameters }): ReactNode {
  const minima = minimaOf(surface, parameters);
  const how = surface.searched ? 'found here' : 'known';
  const curve = surface.dimensions === 1;
  return (
    <details className="notes">
      <summary>
        {minima.length === 0
          ? surface.searched
            ? 'No minimum in view'
            : 'No minimum'
          : minima.length === 1
            ? '1 minimum'
            : `${minima.length} minima`}
        {minima.length > 0 && ` ${how}`}
        {surface.kind !== 'typed' && ' · source'}
      </summary>
      {minima.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{curve ? 'x' : 'x, y'}</th>
              <th scope="col">f</th>
              <th scope="col" title={curve ? 'f″ there' : 'Eigenvalues of the Hessian there'}>
                curvature
              </th>
            </tr>
          </thead>
          <tbody>
            {minima.map(minimum => (
              <Row key={`${minimum.x} ${minimum.y}`} minimum={minimum} curve={curve} />
            ))}
          </tbody>
        </table>
      )}
      {surface.kind !== 'typed' && <p>{surface.source}.</p>}
    </details>
  );
}

function Row({ minimum: { x, y, loss, curvature }, curve }: { minimum: SurfaceMinimum; curve: boolean }): ReactNode {
  return (
    <tr>
      <td>
        <Numbers values={curve ? [x] : [x, y]} digits={4} />
      </td>
      <td>{brief(cleared(loss), 4)}</td>
      <td>{curvature ? <Numbers values={curvature} digits={3} /> : '–'}</td>
    </tr>
  );
}

/** Several numbers, which may stand below each other but are not broken themselves. */
const Numbers = ({ values, digits }: { values: readonly number[]; digits: number }): ReactNode =>
  values.map((value, i) => (
    <Fragment key={i}>
      <span>
        {brief(cleared(value), digits)}
        {i < values.length - 1 && ','}
      </span>{' '}
    </Fragment>
  ));

/** What a search leaves of a nought is shown as nought. */
const cleared = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value);
