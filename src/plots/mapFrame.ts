import { axisTicks, shareOf, type MapAxes } from '../experiment/mapAxes.ts';

/** The map's cells ↔ pixels: column 0 at the left, row 0 at the top, where the second number is greatest. */
export interface MapFrame {
  readonly width: number;
  readonly height: number;
  readonly cells: number;
  readonly toPixel: (column: number, row: number) => readonly [px: number, py: number];
  readonly toCell: (px: number, py: number) => readonly [column: number, row: number];
  /** Where two values of the axes lie; NaN where they have no place. */
  readonly placeOf: (across: number, up: number) => readonly [px: number, py: number];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

interface Tick {
  readonly at: number;
  readonly text: string;
}

export function mapFrame({ across, up }: MapAxes, cells: number, width: number, height: number): MapFrame {
  const middle = (i: number, length: number): number => ((i + 0.5) / cells) * length;
  const inside = (at: number, length: number): number =>
    Math.min(cells - 1, Math.max(0, Math.floor((at / length) * cells)));
  const x = (value: number): number => middle(shareOf(across, value) * (cells - 1), width);
  const y = (value: number): number => middle((1 - shareOf(up, value)) * (cells - 1), height);
  return {
    width,
    height,
    cells,
    toPixel: (column, row) => [middle(column, width), middle(row, height)],
    toCell: (px, py) => [inside(px, width), inside(py, height)],
    placeOf: (first, second) => [x(first), y(second)],
    xTicks: axisTicks(across).map(({ value, text }) => ({ at: x(value), text })),
    yTicks: axisTicks(up).map(({ value, text }) => ({ at: y(value), text })),
  };
}

const POINTS = 96;

/** The line `across = limit(up)` as an SVG path; what lies outside is left out. */
export function limitLine(frame: MapFrame, values: ArrayLike<number>, limit: (up: number) => number): string {
  const every = Math.max(1, Math.floor(values.length / POINTS));
  let path = '';
  for (let row = 0; row < values.length; row += every) {
    const [px, py] = frame.placeOf(limit(values[row]!), values[row]!);
    if (Number.isNaN(px)) continue;
    path += `${path ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`;
  }
  return path;
}
