import type { ReactNode } from 'react';
import { edgeMark, type Frame } from '../plots/frame.ts';
import type { Spot } from '../plots/labels.ts';

interface Props {
  readonly frame: Frame;
  readonly start: readonly [number, number];
  /** Where its word stands. */
  readonly word: Spot;
}

/** Where all runs begin, or the way to it. */
export function StartMark({ frame, start, word }: Props): ReactNode {
  const [px, py] = frame.toPixel(...start);
  const edge = edgeMark(frame, px, py);
  if (!edge)
    return (
      <g className="start-mark" transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}>
        <circle r={7.5} />
        <text x={word.x - px} y={word.y - py} dy="0.35em" textAnchor={word.anchor}>
          start
        </text>
      </g>
    );
  return (
    <g className="start-mark" transform={`translate(${edge.px.toFixed(1)} ${edge.py.toFixed(1)})`}>
      <path d="M0 0L-13 -6L-13 6Z" transform={`rotate(${edge.angle.toFixed(1)})`} />
      <text
        x={px > frame.width / 2 ? -18 : 18}
        y={py > frame.height / 2 ? -22 : 22}
        dy="0.35em"
        textAnchor={px > frame.width / 2 ? 'end' : 'start'}
      >
        start is out there
      </text>
    </g>
  );
}
