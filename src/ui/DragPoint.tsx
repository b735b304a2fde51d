import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { Frame } from '../plots/frame.ts';
import { hold, release } from '../store/experiment.ts';

type Point = readonly [x: number, y: number];

/** Data coordinates with no more decimals than the picture can show. */
export function rounded([x, y]: Point, unit: number): Point {
  const decimals = Math.max(0, Math.min(12, Math.ceil(Math.log10(unit))));
  return [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))];
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** How far one key press moves a point: a round number of some ten pixels; far with Shift, fine with Alt. */
function reach(event: KeyboardEvent, unit: number): number {
  const round = 10 ** Math.round(Math.log10(10 / unit));
  return round * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
}

interface Props {
  readonly frame: Frame;
  readonly at: Point;
  readonly label: string;
  readonly onMove: (point: Point, by: 'drag' | 'keys') => void;
}

/** A point of the plane: dragged, or moved with the arrow keys. */
export function DragPoint({ frame, at, label, onMove }: Props): ReactNode {
  const grip = useRef<Point | null>(null);
  const [px, py] = frame.toPixel(...at);
  const grab = (event: PointerEvent<HTMLButtonElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    hold();
    grip.current = [event.clientX - px, event.clientY - py];
  };
  const drag = (event: PointerEvent): void => {
    if (!grip.current) return;
    const [x, y] = [event.clientX - grip.current[0], event.clientY - grip.current[1]];
    const inside: Point = [Math.min(frame.width, Math.max(0, x)), Math.min(frame.height, Math.max(0, y))];
    onMove(rounded(frame.toData(...inside), frame.unit), 'drag');
  };
  const nudge = (event: KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const by = reach(event, frame.unit);
    const upright = frame.level ? 0 : arrow[1]; // on a curve there is only along
    const moved = [at[0] + arrow[0] * by, at[1] + upright * by] as const;
    onMove(rounded(moved, Math.max(frame.unit, 10 / by)), 'keys');
  };
  const drop = (): void => {
    grip.current = null;
    release();
  };
  return (
    <button
      type="button"
      className="start-handle"
      data-drag
      style={{ transform: `translate(${px}px, ${py}px)` }}
      aria-label={label}
      aria-roledescription="draggable point"
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={nudge}
      onDoubleClick={event => event.stopPropagation()}
    />
  );
}
