import type { ReactNode } from 'react';
import type { Frame } from '../plots/frame.ts';
import { setStart } from './actions.ts';
import { DragPoint } from './DragPoint.tsx';

/** The start of all runs: dragged, or moved with the arrow keys. */
export function StartHandle({ frame, start }: { frame: Frame; start: readonly [number, number] }): ReactNode {
  return (
    <DragPoint
      frame={frame}
      at={start}
      label={`Start at x ${start[0]}, y ${start[1]}: drag it, or use the arrow keys`}
      onMove={(point, by) => setStart(point, by === 'keys' ? 'start keys' : 'start')}
    />
  );
}
