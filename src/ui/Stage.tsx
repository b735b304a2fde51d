import { useEffect, useMemo, useRef, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import { presetOf } from '../experiment/presets.ts';
import { centreOf, frameAround, ticks, zoomAt, type Frame } from '../plots/frame.ts';
import { createPanZoom, type PanZoom } from '../plots/panZoom.ts';
import { nearestStep } from '../plots/trails.ts';
import { useResult } from '../store/engine.ts';
import { useExperiment } from '../store/experiment.ts';
import { canFollow, seek } from '../store/playback.ts';
import { setView, useView } from '../store/view.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { setStart } from './actions.ts';
import { Ground } from './Ground.tsx';
import { Minima } from './Minima.tsx';
import { RunMarks } from './RunMarks.tsx';
import { StageSummary } from './StageSummary.tsx';
import { rounded, StartHandle } from './StartHandle.tsx';
import { useGround } from './useGround.ts';
import { useSize } from './useSize.ts';

const TRAIL_REACH = 7; // pixels within which the pointer is on a path
const MARGIN = { left: 38, right: 6, top: 6, bottom: 24 };

/** The landscape with every run on it. Two sheets: the ground below is not redrawn while the runs above move. */
export function Stage(): ReactNode {
  const experiment = useExperiment(value => value);
  const surface = surfaceNamed(experiment.surface)!;
  const view = useView(state => state.view);
  const result = useResult();
  const picture = useRef<HTMLDivElement>(null);
  const size = useSize(picture);
  const width = Math.max(0, size.width - MARGIN.left - MARGIN.right);
  const height = Math.max(0, size.height - MARGIN.top - MARGIN.bottom);
  const frame = useMemo(
    () => frameAround(view ?? centreOf(surface.domain, width || 1, height || 1), width || 1, height || 1),
    [view, surface, width, height],
  );
  const ground = useGround(surface, experiment.parameters, frame);
  const pad = usePanZoom(frame);
  const placeStart = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setStart(rounded(frame.toData(event.clientX - box.left, event.clientY - box.top), frame.unit), '');
  };
  const followTrail = (event: PointerEvent<HTMLElement>): void => {
    if (!result || event.buttons !== 0 || !canFollow(event)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const step = nearestStep(result.traces, frame, event.clientX - box.left, event.clientY - box.top, TRAIL_REACH);
    if (step !== undefined) seek(step);
  };
  const inside = { transform: `translate(${MARGIN.left} ${MARGIN.top})`, clipPath: 'url(#stage-clip)' };
  return (
    <figure className="stage" aria-labelledby="stage-sentence">
      <figcaption>
        <p id="stage-sentence">{presetOf(experiment)?.sentence ?? surface.sentence}</p>
        <Zoom frame={frame} />
      </figcaption>
      <div className="picture" ref={picture}>
        <svg className="layer ground" width={size.width} height={size.height} aria-hidden="true">
          <defs>
            <clipPath id="stage-clip">
              <rect width={width} height={height} rx={8} />
            </clipPath>
          </defs>
          <g {...inside}>
            <rect className="floor" width={width} height={height} />
            <Ground bands={ground} />
          </g>
          <Axes frame={frame} />
        </svg>
        {/* Double-click is a short cut: the start's own handle has keys, and fields hold its numbers. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={pad}
          className="pad"
          style={{ left: MARGIN.left, top: MARGIN.top, width, height }}
          role="group"
          aria-label="Landscape: arrow keys move it, + and − zoom"
          tabIndex={0}
          onDoubleClick={placeStart}
          onPointerMove={followTrail}
        >
          <svg className="layer runs" width={width} height={height} aria-hidden="true" data-offset={inside.transform}>
            <Minima surface={surface} parameters={experiment.parameters} frame={frame} />
            {result && <RunMarks result={result} frame={frame} />}
          </svg>
          <StartHandle frame={frame} start={experiment.start} />
        </div>
      </div>
      <StageSummary />
    </figure>
  );
}

function usePanZoom(frame: Frame) {
  const pad = useRef<HTMLDivElement>(null);
  const controller = useRef<PanZoom | null>(null);
  useEffect(() => {
    const made = createPanZoom(pad.current!, setView);
    controller.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => controller.current?.update(frame), [frame]);
  return pad;
}

function Zoom({ frame }: { frame: Frame }): ReactNode {
  const zoom = (factor: number): void => setView(zoomAt(frame, factor, frame.width / 2, frame.height / 2));
  return (
    <span className="zoom">
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

function Axes({ frame }: { frame: Frame }): ReactNode {
  const { width, height, x0, x1, y0, y1 } = frame;
  if (width < 2) return null;
  return (
    <g className="axes" transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
      {ticks(x0, x1, width / 90).map(({ value, text }) => (
        <text key={`x${value}`} x={frame.toPixel(value, 0)[0]} y={height + 17} textAnchor="middle">
          {text}
        </text>
      ))}
      {ticks(y0, y1, height / 70).map(({ value, text }) => (
        <text key={`y${value}`} x={-8} y={frame.toPixel(0, value)[1]} dy="0.35em" textAnchor="end">
          {text}
        </text>
      ))}
    </g>
  );
}
