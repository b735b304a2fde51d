import { useMemo, type ReactNode } from 'react';
import type { Frame } from '../plots/frame.ts';
import type { Spot } from '../plots/labels.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';

/** A cross on every known minimum. */
export function Minima({
  surface,
  parameters,
  word,
  frame,
}: {
  surface: Surface;
  parameters: SurfaceParameters;
  /** Where the word for the only one stands. */
  word: Spot | undefined;
  frame: Frame;
}): ReactNode {
  const minima = useMemo(() => minimaOf(surface, parameters), [surface, parameters]);
  return minima.map(({ x, y }, i) => {
    const [px, py] = frame.toPixel(x, y);
    return (
      <g key={i} className="minimum" transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}>
        <path d="M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5" />
        {word && (
          <text x={word.x - px} y={word.y - py} dy="0.35em" textAnchor={word.anchor}>
            minimum
          </text>
        )}
      </g>
    );
  });
}
