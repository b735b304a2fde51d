import { useMemo, type ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { breakOf, vectorAt, type Trace } from '../experiment/trace.ts';
import { edgeMark, type Frame } from '../plots/frame.ts';
import type { Box } from '../plots/labels.ts';
import { dashes, marker } from '../plots/marks.ts';
import { atSutskeverIterate, stepDots, trailOf, trailTo } from '../plots/trails.ts';
import type { Result } from '../simulation/results.ts';
import { usePlayback } from '../store/playback.ts';
import { useView } from '../store/view.ts';
import { StepArrows } from './StepArrows.tsx';
import { boxesOfRuns } from './useStageWords.ts';

/** Every run: its whole path, the part behind the cursor, its point, and the arrows of the selected one. */
export function RunMarks({ result, frame, taken }: { result: Result; frame: Frame; taken: readonly Box[] }): ReactNode {
  const theta = useView(state => state.theta);
  const traces = useMemo(() => (theta ? result.traces.map(atSutskeverIterate) : result.traces), [result, theta]);
  const step = usePlayback(state => state.step);
  const selected = Math.min(
    useView(state => state.selected),
    result.traces.length - 1,
  );
  const names = distinct(result.experiment.runs, runTitle);
  const order = result.traces.map((_, i) => i).toSorted((a, b) => Number(a === selected) - Number(b === selected));
  return (
    <>
      {order.map(i => (
        <Trail key={i} run={i} trace={traces[i]!} frame={frame} step={step} />
      ))}
      {!theta && (
        <StepArrows
          trace={result.traces[selected]!}
          frame={frame}
          step={step}
          taken={[...taken, ...boxesOfRuns(traces, frame, step)]}
        />
      )}
      {order.map(i => (
        <Point key={i} run={i} title={names[i]!} trace={traces[i]!} frame={frame} step={step} />
      ))}
    </>
  );
}

interface RunProps {
  readonly run: number;
  readonly trace: Trace;
  readonly frame: Frame;
  readonly step: number;
}

function Trail({ run, trace, frame, step }: RunProps): ReactNode {
  const trail = useMemo(() => trailOf(trace, frame), [trace, frame]);
  return (
    <g className={`trail run-${run}`}>
      <path className="ahead" d={trail.path} />
      <path className="behind" d={trailTo(trail, step)} strokeDasharray={dashes[run]} />
      <path className="dots" d={stepDots(trace, frame, step)} />
    </g>
  );
}

function Point({ run, title, trace, frame, step }: RunProps & { title: string }): ReactNode {
  const [x, y] = vectorAt(trace, Math.min(step, trace.steps), '');
  const [px, py] = frame.toPixel(x, y);
  const edge = edgeMark(frame, px, py);
  const over = trace.divergedAt !== null && step >= trace.divergedAt;
  if (!edge)
    return (
      <g className={`point run-${run}`} transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}>
        <path d={marker(run, 110)} />
        {over && trace.undefinedBecause !== undefined && (
          <text
            x={px > frame.width / 2 ? -14 : 14}
            y={16 + (run % 3) * 16}
            textAnchor={px > frame.width / 2 ? 'end' : 'start'}
          >
            undefined here: {trace.undefinedBecause}
          </text>
        )}
      </g>
    );
  const status = over ? breakOf(trace) : 'is out there';
  return (
    <g className={`gone run-${run}`} transform={`translate(${edge.px.toFixed(1)} ${edge.py.toFixed(1)})`}>
      <path d="M0 0L-13 -6L-13 6Z" transform={`rotate(${edge.angle.toFixed(1)})`} />
      <text
        x={edge.px > frame.width / 2 ? -18 : 18}
        y={(edge.py > frame.height / 2 ? -1 : 1) * (6 + (run % 3) * 16)}
        dy="0.35em"
        textAnchor={edge.px > frame.width / 2 ? 'end' : 'start'}
      >
        {title} {status}
      </text>
    </g>
  );
}
