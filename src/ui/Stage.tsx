import { lazy, Suspense, useEffect, useRef, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import { surfaceOf } from '../experiment/landscape.ts';
import { ticks, type Frame } from '../plots/frame.ts';
import { createPanZoom, type PanZoom } from '../plots/panZoom.ts';
import { nearestStep } from '../plots/trails.ts';
import { useResult } from '../store/engine.ts';
import { useExperiment } from '../store/experiment.ts';
import { canFollow, seek } from '../store/playback.ts';
import { point, setView, useView } from '../store/view.ts';
import { setStart } from './actions.ts';
import { Caption } from './Caption.tsx';
import { rounded } from './DragPoint.tsx';
import { Ground, Hatching } from './Ground.tsx';
import { Minima } from './Minima.tsx';
import { Progress } from './Progress.tsx';
import { RunMarks } from './RunMarks.tsx';
import { ShowSwitch } from './ShowSwitch.tsx';
import { StageTools } from './StageTools.tsx';
import { StageSummary } from './StageSummary.tsx';
import { StartHandle } from './StartHandle.tsx';
import { StartMark } from './StartMark.tsx';
import { HandleMarks, SurfaceHandles } from './SurfaceHandles.tsx';
import { useBasins } from './useBasins.ts';
import { useGround } from './useGround.ts';
import { stageMargin, useStageFrame } from './useStageFrame.ts';
import { useSize } from './useSize.ts';
import { useStageWords } from './useStageWords.ts';

const CloudEllipse = lazy(async () => ({ default: (await import('./CloudEllipse.tsx')).CloudEllipse }));
const CrowdLayer = lazy(async () => ({ default: (await import('./CrowdLayer.tsx')).CrowdLayer }));
const CrowdSize = lazy(async () => ({ default: (await import('./CrowdSize.tsx')).CrowdSize }));
const BasinsGround = lazy(async () => ({ default: (await import('./BasinsGround.tsx')).BasinsGround }));
const BasinsProbe = lazy(async () => ({ default: (await import('./BasinsProbe.tsx')).BasinsProbe }));
const BasinsNote = lazy(async () => ({ default: (await import('./BasinsNote.tsx')).BasinsNote }));

const TRAIL_REACH = 7; // pixels within which the pointer is on a path

/** The landscape with every run on it. Two sheets: the ground below is not redrawn while the runs above move. */
export function Stage(): ReactNode {
  const experiment = useExperiment(value => value);
  const surface = surfaceOf(experiment);
  const view = useView(state => state.view);
  const result = useResult();
  const picture = useRef<HTMLDivElement>(null);
  const size = useSize(picture);
  const scale = useView(state => (state.projector ? 1.6 : 1));
  const { frame, left } = useStageFrame(surface, experiment.parameters, view, size, scale);
  const { width, height } = frame;
  const ground = useGround(surface, experiment.parameters, frame);
  const basins = useBasins(frame);
  const show = useView(state => state.show);
  const pad = usePanZoom(frame);
  const words = useStageWords(experiment, result, frame);
  const placeStart = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setStart(rounded(frame.toData(event.clientX - box.left, event.clientY - box.top), frame.unit), '');
  };
  const followTrail = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    if (show) point(frame.toData(px, py));
    if (!result || event.buttons !== 0 || !canFollow(event)) return;
    const step = nearestStep(result.traces, frame, px, py, TRAIL_REACH);
    if (step !== undefined) seek(step);
  };
  const inside = { transform: `translate(${left} ${stageMargin.top})`, clipPath: 'url(#stage-clip)' };
  return (
    <figure className="stage" aria-labelledby="stage-sentence" data-show={show ?? undefined}>
      <figcaption>
        <ShowSwitch />
        {show && <Progress share={basins.share} error={basins.error} />}
        {show && (
          <Suspense>
            <BasinsProbe shown={basins.shown} />
          </Suspense>
        )}
        <StageTools frame={frame} />
        {show ? (
          <Suspense>
            <BasinsNote shown={basins.shown} version={basins.version} />
          </Suspense>
        ) : (
          <Caption />
        )}
      </figcaption>
      <div className="picture" ref={picture}>
        {basins.shown && (
          <Suspense>
            <BasinsGround {...basins} shown={basins.shown} frame={frame} left={left} top={stageMargin.top} />
          </Suspense>
        )}
        <svg className="layer ground" width={size.width} height={size.height} aria-hidden="true">
          <defs>
            <clipPath id="stage-clip">
              <rect width={width} height={height} rx={8} />
            </clipPath>
            <Hatching />
          </defs>
          <g {...inside}>
            <rect className={frame.level ? 'floor open' : 'floor'} width={width} height={height} />
            <Ground field={ground} />
          </g>
          <Axes frame={frame} left={left} scale={scale} />
        </svg>
        {/* Double-click is a short cut: the start's own handle has keys, and fields hold its numbers. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={pad}
          className="pad"
          style={{ left: left, top: stageMargin.top, width, height }}
          role="group"
          aria-label="Landscape: arrow keys move it, + and − zoom"
          tabIndex={0}
          onDoubleClick={placeStart}
          onPointerMove={followTrail}
          onPointerLeave={() => point(null)}
        >
          {experiment.crowd && (
            <Suspense>
              <CrowdLayer crowd={experiment.crowd} frame={frame} />
            </Suspense>
          )}
          <svg className="layer runs" width={width} height={height} aria-hidden="true" data-offset={inside.transform}>
            <Minima surface={surface} parameters={experiment.parameters} word={words.minimum} frame={frame} />
            <HandleMarks surface={surface} parameters={experiment.parameters} frame={frame} />
            <StartMark frame={frame} start={experiment.start} word={words.start} />
            {result && <RunMarks result={result} frame={frame} taken={words.taken} />}
            {experiment.crowd && (
              <Suspense>
                <CloudEllipse frame={frame} />
              </Suspense>
            )}
          </svg>
          {experiment.crowd && (
            <Suspense>
              <CrowdSize crowd={experiment.crowd} start={experiment.start} frame={frame} />
            </Suspense>
          )}
          <SurfaceHandles surface={surface} parameters={experiment.parameters} frame={frame} />
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

function Axes({ frame, left, scale }: { frame: Frame; left: number; scale: number }): ReactNode {
  const { width, height, x0, x1, y0, y1 } = frame;
  if (width < 2) return null;
  return (
    <g className="axes" transform={`translate(${left} ${stageMargin.top})`}>
      {ticks(x0, x1, width / (90 * scale)).map(({ value, text }) => (
        <text
          key={`x${value}`}
          x={(value - x0) * frame.unit}
          y={height + 17 * scale}
          textAnchor={width - (value - x0) * frame.unit < 12 ? 'end' : 'middle'}
        >
          {text}
        </text>
      ))}
      {ticks(y0, y1, height / (70 * scale)).map(({ value, text }) => (
        <text key={`y${value}`} x={-8} y={((y1 - value) / (y1 - y0)) * height} dy="0.35em" textAnchor="end">
          {text}
        </text>
      ))}
    </g>
  );
}
