import { useMemo, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { MapAxes } from '../experiment/mapAxes.ts';
import { mapFrame, type MapFrame } from '../plots/mapFrame.ts';
import { MAP_CELLS, mapJob, cellRun } from '../simulation/sheetJobs.ts';
import { current, useExperimentStore } from '../store/experiment.ts';
import { useView } from '../store/view.ts';
import { setOptions } from './actions.ts';
import { MapMarks } from './MapMarks.tsx';
import type { MapColours } from './mapColours.ts';
import { SheetCanvas } from './SheetCanvas.tsx';
import { useSize } from './useSize.ts';

const MARGIN = { left: 48, right: 8, top: 24, bottom: 40 };
type Cell = readonly [column: number, row: number];

interface Props {
  readonly axes: MapAxes;
  readonly colours: MapColours;
  readonly run: number;
  readonly cell: Cell;
  readonly onCell: (cell: Cell | null) => void;
}

const arrows: Readonly<Record<string, Cell>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const inside = (place: number): number => Math.min(MAP_CELLS - 1, Math.max(0, place));

/** The map itself: cells below, axes, limits and the runs' places above. The pointer or the arrow keys pick a cell. */
export function MapPicture({ axes, colours, run, cell, onCell }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const scale = useView(state => (state.projector ? 1.6 : 1));
  const left = MARGIN.left * scale;
  const top = MARGIN.top * scale;
  const width = Math.max(1, size.width - left - MARGIN.right);
  const height = Math.max(1, size.height - top - MARGIN.bottom * scale);
  const frame = useMemo(() => mapFrame(axes, MAP_CELLS, width, height), [axes, width, height]);
  const cellUnder = (event: PointerEvent<HTMLElement>): Cell => {
    const { left: x, top: y } = event.currentTarget.getBoundingClientRect();
    return frame.toCell(event.clientX - x, event.clientY - y);
  };
  const take = ([column, row]: Cell): void => {
    const experiment = current(useExperimentStore.getState());
    const { config } = cellRun(mapJob(experiment, experiment.runs[run]!, axes), column, row);
    setOptions(run, { [axes.across.key]: config[axes.across.key]!, [axes.up.key]: config[axes.up.key]! });
    onCell(null);
  };
  const press = (event: KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (!arrow && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') return take(cell);
    if (!arrow) return onCell(null);
    const by = event.shiftKey ? 20 : 1;
    onCell([inside(cell[0] + arrow[0] * by), inside(cell[1] + arrow[1] * by)]);
  };
  return (
    <div className="picture" ref={box}>
      {size.width > 0 && (
        <>
          <SheetCanvas
            columns={MAP_CELLS}
            rows={MAP_CELLS}
            painter={colours.painter}
            style={{ left, top, width, height }}
          />
          <svg className="layer" width={size.width} height={size.height} aria-hidden="true">
            <g transform={`translate(${left} ${top})`}>
              <MapAxesMarks axes={axes} frame={frame} scale={scale} />
              <MapMarks axes={axes} frame={frame} run={run} cell={cell} />
            </g>
          </svg>
          {/* A pad of cells: arrow keys move among them, Enter takes one; what is under the cursor is said beside it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <div
            className="map-pad"
            role="group"
            aria-roledescription="map"
            aria-label={`${axes.across.key} across, ${axes.up.key} up: arrow keys move to a cell, Enter takes it`}
            tabIndex={0}
            style={{ left, top, width, height }}
            onPointerMove={event => (event.pointerType === 'mouse' || event.buttons) && onCell(cellUnder(event))}
            onPointerLeave={() => onCell(null)}
            onPointerDown={event => onCell(cellUnder(event))}
            onClick={() => take(cell)}
            onKeyDown={press}
            onBlur={() => onCell(null)}
          />
        </>
      )}
    </div>
  );
}

function MapAxesMarks({ axes, frame, scale }: { axes: MapAxes; frame: MapFrame; scale: number }): ReactNode {
  const { width, height, xTicks, yTicks } = frame;
  const inner = xTicks.filter(({ at }, i) => i === 0 || at - xTicks[i - 1]!.at > 30);
  return (
    <g className="axes">
      {inner.map(({ at, text }) => (
        <g key={text} transform={`translate(${at.toFixed(1)} ${height})`}>
          <path d="M0 0V4" />
          <text y={17 * scale} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {yTicks.map(({ at, text }) => (
        <g key={text} transform={`translate(0 ${at.toFixed(1)})`}>
          <path d="M0 0H-4" />
          <text x={-8} dy="0.35em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <text className="axis-name" x={width} y={height + 34 * scale} textAnchor="end">
        {axes.across.key} →
      </text>
      <text className="axis-name" x={0} y={-9 * scale}>
        ↑ {axes.up.key}
      </text>
    </g>
  );
}
