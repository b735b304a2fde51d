import type { ReactNode } from 'react';
import type { Frame } from '../plots/frame.ts';
import type { Handle, Surface, SurfaceParameters } from '../surfaces/surface.ts';
import { setParameters } from './actions.ts';
import { DragPoint } from './DragPoint.tsx';

interface Props {
  readonly surface: Surface;
  readonly parameters: SurfaceParameters;
  readonly frame: Frame;
}

const placeOf = ({ x, y }: Handle, parameters: SurfaceParameters): readonly [number, number] => [
  parameters[x]!,
  parameters[y]!,
];

/** Rings round the points that shape a surface. */
export function HandleMarks({ surface: { handles = [] }, parameters, frame }: Props): ReactNode {
  return handles.map((handle, i) => {
    const [px, py] = frame.toPixel(...placeOf(handle, parameters));
    return (
      <g key={handle.title} className="handle-mark" transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}>
        <circle r={11} />
        <text x={15} y={-9}>
          {i + 1}
        </text>
      </g>
    );
  });
}

/** What takes hold of them: the pointer, or the arrow keys. */
export function SurfaceHandles({ surface: { handles = [], parameters: list }, parameters, frame }: Props): ReactNode {
  const within = (name: string, value: number): number => {
    const { min, max } = list.find(parameter => parameter.name === name)!;
    return Math.max(min, Math.min(max, value));
  };
  return handles.map(handle => {
    const [x, y] = placeOf(handle, parameters);
    return (
      <DragPoint
        key={handle.title}
        frame={frame}
        at={[x, y]}
        label={`Middle of ${handle.title} at x ${x}, y ${y}: drag it, or use the arrow keys`}
        onMove={([nextX, nextY], by) =>
          setParameters(
            { [handle.x]: within(handle.x, nextX), [handle.y]: within(handle.y, nextY) },
            `${handle.title} ${by}`,
          )
        }
      />
    );
  });
}
