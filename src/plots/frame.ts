import { scaleLinear } from 'd3';

/** Data coordinates ↔ pixels at one scale for both axes, so that angles are true. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Pixels a unit. */
  readonly unit: number;
  /** Data at the picture's edges. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly toPixel: (x: number, y: number) => readonly [number, number];
  readonly toData: (px: number, py: number) => readonly [number, number];
  /** Of a curve alone, where y is no coordinate: the frame of what lies level with its point at x, `lift` pixels higher. */
  readonly level?: (x: number, lift: number) => Frame;
}

export interface Centre {
  readonly x: number;
  readonly y: number;
  /** Units across. */
  readonly width: number;
}

export function frameAround({ x, y, width: units }: Centre, width: number, height: number): Frame {
  const unit = width / units;
  const half = { x: units / 2, y: height / unit / 2 };
  const [x0, y1] = [x - half.x, y + half.y];
  return {
    width,
    height,
    unit,
    x0,
    x1: x + half.x,
    y0: y - half.y,
    y1,
    toPixel: (a, b) => [(a - x0) * unit, (y1 - b) * unit],
    toData: (px, py) => [x0 + px / unit, y1 - py / unit],
  };
}

/** The smallest view that holds a domain in a picture of this size. */
export function centreOf(
  [[x0, x1], [y0, y1]]: readonly [readonly [number, number], readonly [number, number]],
  width: number,
  height: number,
): Centre {
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, width: Math.max(x1 - x0, ((y1 - y0) * width) / height) };
}

const WIDEST = 1e6;
const NARROWEST = 1e-4;

/** Zooms by `factor` (> 1 is nearer) so that what is at (px, py) stays there. */
export function zoomAt(frame: Frame, factor: number, px: number, py: number): Centre {
  const [x, y] = frame.toData(px, py);
  const units = frame.x1 - frame.x0;
  const width = Math.min(WIDEST, Math.max(NARROWEST, units / factor));
  const scale = width / units;
  const middle = frame.toData(frame.width / 2, frame.height / 2);
  return { x: x + (middle[0] - x) * scale, y: y + (middle[1] - y) * scale, width };
}

/** Moves the picture by pixels. */
export function panBy(frame: Frame, dx: number, dy: number): Centre {
  const [x, y] = frame.toData(frame.width / 2 - dx, frame.height / 2 - dy);
  return { x, y, width: frame.x1 - frame.x0 };
}

/** Round numbers along an axis, with as many decimals as tell them apart. */
export function ticks(from: number, to: number, count: number): { value: number; text: string }[] {
  const scale = scaleLinear().domain([from, to]);
  const large = Math.max(Math.abs(from), Math.abs(to)) >= 1e5;
  const format = scale.tickFormat(count, large ? '.1e' : undefined);
  return scale.ticks(count).map(value => ({ value, text: format(value).replace('-', '−') }));
}

/** Where on the border, and in which direction (degrees, clockwise from the right), lies what is outside the picture. */
export function edgeMark(
  { width, height }: Frame,
  px: number,
  py: number,
): { readonly px: number; readonly py: number; readonly angle: number } | undefined {
  if (px >= 0 && px <= width && py >= 0 && py <= height) return undefined;
  const [dx, dy] = [px - width / 2, py - height / 2];
  const share = 1 / Math.max(Math.abs(dx) / (width / 2 - 4), Math.abs(dy) / (height / 2 - 4));
  return { px: width / 2 + dx * share, py: height / 2 + dy * share, angle: (Math.atan2(dy, dx) * 180) / Math.PI };
}
