import { useMemo, type ReactNode } from 'react';
import type { Frame } from '../plots/frame.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';

/** A cross on every known minimum. */
export function Minima({
  surface,
  parameters,
  frame,
}: {
  surface: Surface;
  parameters: SurfaceParameters;
  frame: Frame;
}): ReactNode {
  const minima = useMemo(() => minimaOf(surface, parameters), [surface, parameters]);
  return minima.map(({ x, y }, i) => {
    const [px, py] = frame.toPixel(x, y);
    return (
      <g key={i} className="minimum" transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}>
        <path d="M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5" />
        {minima.length === 1 && (
          <text x={9} y={15}>
            minimum
          </text>
        )}
      </g>
    );
  });
}
