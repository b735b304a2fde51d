import { useMemo, type ReactNode } from 'react';
import { isLike, type MapAxes } from '../experiment/mapAxes.ts';
import { bowlCurvature, hasLimits, rateLimit } from '../experiment/stability.ts';
import { marker } from '../plots/marks.ts';
import { limitLine, type MapFrame } from '../plots/mapFrame.ts';
import { cellValues } from '../experiment/mapAxes.ts';
import { useExperiment } from '../store/experiment.ts';

interface Props {
  readonly axes: MapAxes;
  readonly frame: MapFrame;
  readonly run: number;
  readonly cell: readonly [column: number, row: number];
}

/** What stands on the map: the limits of stability, where they are known, the runs, and the cell that is picked. */
export function MapMarks({ axes, frame, run, cell }: Props): ReactNode {
  const [x, y] = frame.toPixel(...cell);
  return (
    <>
      <clipPath id="map-clip">
        <rect width={frame.width} height={frame.height} />
      </clipPath>
      <g clipPath="url(#map-clip)">
        <Limits axes={axes} frame={frame} run={run} />
      </g>
      <g className="cell-cursor" clipPath="url(#map-clip)">
        <path d={`M0 ${y.toFixed(1)}H${frame.width}M${x.toFixed(1)} 0V${frame.height}`} />
      </g>
      <Places axes={axes} frame={frame} run={run} />
    </>
  );
}

/** The optimizer's runs, each where its own numbers are. */
function Places({ axes, frame, run }: Omit<Props, 'cell'>): ReactNode {
  const runs = useExperiment(experiment => experiment.runs);
  return runs.map((other, i) => {
    const [px, py] = frame.placeOf(Number(other.config[axes.across.key]), Number(other.config[axes.up.key]));
    if (!isLike(other, runs[run]!) || Number.isNaN(px) || Number.isNaN(py)) return null;
    return (
      <path
        key={i}
        className={`place run-${i}`}
        data-selected={i === run || undefined}
        d={marker(i, i === run ? 150 : 90)}
        transform={`translate(${px.toFixed(1)} ${py.toFixed(1)})`}
      />
    );
  });
}

const kinds = [
  { nesterov: false, text: 'αλ = 2 + 2β' },
  { nesterov: true, text: 'αλ = (2 + 2β) / (1 + 2β)' },
] as const;

const ROOM = 150; // pixels that the longest text needs

function Limits({ axes, frame, run }: Omit<Props, 'cell'>): ReactNode {
  const experiment = useExperiment(value => value);
  const selected = experiment.runs[run]!;
  const curvature = useMemo(
    () => (hasLimits(selected) ? bowlCurvature(experiment) : undefined),
    [experiment, selected],
  );
  if (curvature === undefined) return null;
  const values = cellValues(axes.up, frame.cells).toReversed();
  return kinds.map(({ nesterov, text }) => {
    const limit = (momentum: number): number => rateLimit(curvature, momentum, nesterov);
    const own = nesterov === (selected.config.nesterov === true);
    const at = values[Math.round(frame.cells * (nesterov ? 0.62 : 0.2))]!;
    const [px, py] = frame.placeOf(limit(at), at);
    return (
      <g key={text} className="limit" data-own={own || undefined}>
        <path d={limitLine(frame, values, limit)} />
        {own && !Number.isNaN(px) && (
          <text
            x={px + (px > frame.width - ROOM ? -7 : 7)}
            y={py}
            textAnchor={px > frame.width - ROOM ? 'end' : 'start'}
          >
            {text}
          </text>
        )}
      </g>
    );
  });
}
