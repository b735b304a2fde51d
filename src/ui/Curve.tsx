import { useId, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { curveFrame, curvePath, type CurveFrame, type Series } from '../plots/curves.ts';
import { dashes, marker } from '../plots/marks.ts';
import { useResult } from '../store/engine.ts';
import { canFollow, seek, usePlayback } from '../store/playback.ts';
import { useView } from '../store/view.ts';
import { brief } from './numbers.ts';
import { useSize } from './useSize.ts';

interface Props {
  readonly title: string;
  readonly note: string;
  /** One a run; entry 0 is step `first`. */
  readonly series: readonly Series[];
  readonly log: boolean;
  readonly first: 0 | 1;
}

/** One quantity of every run over the steps; the cursor is that of the timeline, and follows the pointer. */
export function Curve({ title, note, series, log, first }: Props): ReactNode {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const last = usePlayback(state => state.last);
  const scale = useView(state => (state.projector ? 1.6 : 1));
  const frame = useMemo(
    () => curveFrame(series, last, width, height, log, scale),
    [series, last, width, height, log, scale],
  );
  const follow = (event: PointerEvent): void => {
    seek(frame.toStep(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  return (
    <figure className="curve" aria-labelledby={`${id}-title`}>
      <figcaption>
        <strong id={`${id}-title`}>{title}</strong>
        <span>{series.every(values => values.length === 0) ? 'no run has any' : note}</span>
      </figcaption>
      <div className="picture" ref={box}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={`${title} over the steps, one line a run; the table below has the numbers`}
            onPointerMove={event => canFollow(event) && follow(event)}
            onPointerDown={event => {
              usePlayback.setState({ playing: false });
              follow(event);
            }}
          >
            <Grid frame={frame} />
            <clipPath id={`${id}-clip`}>
              <rect
                x={frame.plot.left - 6}
                y={frame.plot.top - 6}
                width={frame.plot.right - frame.plot.left + 12}
                height={frame.plot.bottom - frame.plot.top + 8}
              />
            </clipPath>
            <g clipPath={`url(#${id}-clip)`}>
              {series.map((values, run) => (
                <Line key={run} run={run} values={values} frame={frame} first={first} />
              ))}
              <Cursor frame={frame} series={series} first={first} />
            </g>
          </svg>
        )}
      </div>
      <CurveTable title={title} series={series} first={first} />
    </figure>
  );
}

function Grid({ frame }: { frame: CurveFrame }): ReactNode {
  const { height, plot, xTicks, yTicks } = frame;
  return (
    <g className="grid">
      {yTicks.map(({ at, text, exponent }) => (
        <g key={`${text}${exponent}`} transform={`translate(0 ${at.toFixed(1)})`}>
          <path d={`M${plot.left} 0H${plot.right}`} />
          <text x={plot.left - 6} dy="0.32em" textAnchor="end">
            {text}
            {exponent && (
              <tspan className="exponent" dy="-0.45em">
                {exponent}
              </tspan>
            )}
          </text>
        </g>
      ))}
      {xTicks.map(({ at, text }) => (
        <text key={text} x={at} y={height - 6} textAnchor={at > plot.right - 14 ? 'end' : 'middle'}>
          {text}
        </text>
      ))}
    </g>
  );
}

function Line({
  run,
  values,
  frame,
  first,
}: {
  run: number;
  values: Series;
  frame: CurveFrame;
  first: number;
}): ReactNode {
  const path = useMemo(() => curvePath(values, frame, first), [values, frame, first]);
  return <path className={`line run-${run}`} d={path} strokeDasharray={dashes[run]} />;
}

function Cursor({ frame, series, first }: { frame: CurveFrame; series: readonly Series[]; first: number }): ReactNode {
  const step = usePlayback(state => state.step);
  const x = frame.toX(step).toFixed(1);
  return (
    <g className="cursor">
      <path d={`M${x} ${frame.plot.top}V${frame.plot.bottom}`} />
      {series.map((values, run) => {
        const value = values[step - first];
        if (value === undefined || !Number.isFinite(value) || (frame.logarithmic && value <= 0)) return null;
        return (
          <path
            key={run}
            className={`point run-${run}`}
            d={marker(run, 40)}
            transform={`translate(${x} ${frame.toY(value).toFixed(1)})`}
          />
        );
      })}
    </g>
  );
}

const ROWS = 25;

/** The figure as numbers: evenly spaced steps. */
function CurveTable({ title, series, first }: Pick<Props, 'title' | 'series' | 'first'>): ReactNode {
  const [open, setOpen] = useState(false);
  const names = distinct(useResult()?.experiment.runs ?? [], runTitle);
  const longest = Math.max(0, ...series.map(values => values.length - 1));
  const every = Math.max(1, Math.ceil(longest / ROWS));
  const rows = Array.from({ length: Math.floor(longest / every) + 1 }, (_, i) => i * every);
  return (
    <details className="curve-table" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Table</summary>
      {open && (
        <div className="scroll" tabIndex={0} role="region" aria-label={`${title}, table`}>
          <table>
            <thead>
              <tr>
                <th scope="col">step</th>
                {series.map((_, run) => (
                  <th key={run} scope="col">
                    {names[run]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row}>
                  <th scope="row">{row + first}</th>
                  {series.map((values, run) => (
                    <td key={run}>{brief(values[row] ?? NaN)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
