import type { ReactNode } from 'react';
import { zoomAt, type Frame } from '../plots/frame.ts';
import { sutskeverIterate } from '../plots/trails.ts';
import { useResult } from '../store/engine.ts';
import { setView, toggleTheta, useView } from '../store/view.ts';

/** What changes how the stage is looked at. */
export function StageTools({ frame }: { frame: Frame }): ReactNode {
  const zoom = (factor: number): void => setView(zoomAt(frame, factor, frame.width / 2, frame.height / 2));
  return (
    <span className="zoom">
      <ThetaSwitch />
      <button type="button" className="icon" onClick={() => zoom(1.5)} aria-label="Zoom in" title="Zoom in">
        +
      </button>
      <button type="button" className="icon" onClick={() => zoom(1 / 1.5)} aria-label="Zoom out" title="Zoom out">
        −
      </button>
      <button
        type="button"
        className="icon"
        onClick={() => setView(null)}
        aria-label="Whole landscape"
        title="Whole landscape (0)"
      >
        ⌂
      </button>
    </span>
  );
}

/** Only where a run has the two points. */
function ThetaSwitch(): ReactNode {
  const result = useResult();
  const theta = useView(state => state.theta);
  if (!result?.traces.some(trace => sutskeverIterate(trace, 1))) return null;
  return (
    <button
      type="button"
      className="icon theta-switch"
      aria-pressed={theta}
      aria-label="Draw Nesterov runs at θ"
      title="Draw Nesterov runs at θ = w − momentum · velocity instead of the stored w"
      onClick={toggleTheta}
    >
      θ
    </button>
  );
}
