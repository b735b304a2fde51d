import type { ReactNode } from 'react';
import { edgeMark, type Frame } from '../plots/frame.ts';

/** Where all runs begin, or the way to it. */
export function StartMark({ frame, start }: { frame: Frame; start: readonly [number, number] }): ReactNode {
  const [px, py] = frame.toPixel(...start);
  const edge = edgeMark(frame, px, py);
  const left = px > frame.width - 60;
  if (!edge)
    return (
      <g className="start-mark" transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}>
        <circle r={7.5} />
        <text x={left ? -14 : 14} dy="0.35em" textAnchor={left ? 'end' : 'start'}>
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
