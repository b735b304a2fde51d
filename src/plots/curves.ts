import { scaleLinear, scaleLog } from 'd3';

/** Values of one run over its steps. */
export type Series = ArrayLike<number>;

export interface CurveFrame {
  readonly width: number;
  readonly height: number;
  readonly logarithmic: boolean;
  /** Of the picture between the axes. */
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly toX: (step: number) => number;
  readonly toY: (value: number) => number;
  readonly toStep: (px: number) => number;
  readonly xTicks: readonly { readonly at: number; readonly text: string }[];
  readonly yTicks: readonly { readonly at: number; readonly text: string; readonly exponent?: string }[];
}

const OUTSIDE = 99; // pixels
const ESCAPED = 1000;

const TICK_ROOM = 42; // pixels that a number of the steps takes
const DECADES = 18; // under the top; what falls below leaves the picture

/**
 * Axes that hold the series: steps along x, values along y, logarithmic where that is asked for and they are positive.
 * `scale` is that of the type. Runs that escape, to far beyond where all began, leave the picture, so that the others keep their scale.
 */
export function curveFrame(
  series: readonly Series[],
  last: number,
  width: number,
  height: number,
  log: boolean,
  scale = 1,
): CurveFrame {
  const MARGIN = { left: 44 * scale, right: 12, top: 8, bottom: 22 * scale };
  const beginning = Math.max(...series.map(firstOf), 0) || 1;
  const calm = series.filter(values => !(Math.abs(lastOf(values)) > ESCAPED * beginning));
  const ceiling = calm.length > 0 ? largest(calm) * (log ? 1000 : 1.5) : beginning * (log ? 1000 : 20);
  let [least, most] = [Infinity, -Infinity];
  for (const values of series)
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!;
      if (!(Math.abs(value) <= ceiling) || (log && value <= 0)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  if (!(most >= least)) [least, most] = log ? [0.1, 1] : [0, 1];
  const x = scaleLinear([0, Math.max(1, last)], [MARGIN.left, width - MARGIN.right]);
  const range = [height - MARGIN.bottom, MARGIN.top];
  const top = log ? 10 ** Math.ceil(Math.log10(most) + 1e-9) : most;
  const bottom = log ? 10 ** Math.max(Math.floor(Math.log10(least)), Math.log10(top) - DECADES) : Math.min(0, least);
  const y = log ? scaleLog([Math.min(bottom, top / 10), top], range) : scaleLinear([bottom, top || 1], range).nice(4);
  // The scales' own arithmetic, without their generality: thousands of points are placed in every frame of a drag.
  const along = (value: number): number => (log ? Math.log10(value) : value);
  const [low, high] = y.domain() as [number, number];
  const rise = (range[1]! - range[0]!) / (along(high) - along(low));
  const place = (value: number): number => range[0]! + (along(value) - along(low)) * rise;
  const stride = x(1) - x(0);
  return {
    width,
    height,
    logarithmic: log,
    plot: { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom },
    toX: step => MARGIN.left + step * stride,
    // What lies outside is drawn just outside, where the picture is cut; zero has no place on a logarithmic axis.
    toY: value =>
      !Number.isFinite(value) || (log && !(value > 0))
        ? NaN
        : Math.min(range[0]! + OUTSIDE, Math.max(-OUTSIDE, place(value))),
    toStep: px => Math.round(x.invert(px)),
    xTicks: x
      .ticks(Math.max(1, Math.min(5, last, Math.floor((width - MARGIN.left - MARGIN.right) / TICK_ROOM))))
      .filter(Number.isInteger)
      .map(value => ({ at: x(value), text: grouped(value) })),
    yTicks: log ? decades(y.domain()[0]!, top, y) : y.ticks(4).map(value => ({ at: y(value), text: short(value) })),
  };
}

/** The greatest magnitude; 1 if there is none above 0. */
function largest(series: readonly Series[]): number {
  let result = 0;
  for (const values of series)
    for (let k = 0; k < values.length; k++)
      if (Number.isFinite(values[k])) result = Math.max(result, Math.abs(values[k]!));
  return result || 1;
}

/** The first magnitude above 0; 0 if there is none. */
function firstOf(values: Series): number {
  for (let k = 0; k < values.length; k++)
    if (Number.isFinite(values[k]) && values[k] !== 0) return Math.abs(values[k]!);
  return 0;
}

const lastOf = (values: Series): number => (values.length > 0 ? values[values.length - 1]! : 0);

function decades(bottom: number, top: number, y: (value: number) => number): CurveFrame['yTicks'] {
  const [from, to] = [Math.round(Math.log10(bottom)), Math.round(Math.log10(top))];
  const every = Math.max(1, Math.ceil((to - from) / 5));
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => to - i * every).map(exponent => ({
    at: y(10 ** exponent),
    text: '10',
    exponent: String(exponent).replace('-', '−'),
  }));
}

const wholeNumbers = new Intl.NumberFormat('en-US');
const grouped = (value: number): string => wholeNumbers.format(value);
const short = (value: number): string =>
  (Math.abs(value) >= 1e5 ? value.toExponential(0) : String(Number(value.toPrecision(6)))).replace('-', '−');

/**
 * A series as an SVG path. Where several steps fall on one pixel, their least and greatest values are drawn, so that no
 * swing is lost. Entry 0 is step `first`.
 */
export function curvePath(values: Series, frame: CurveFrame, first: number): string {
  const stride = Math.max(1, Math.floor(values.length / frame.width));
  let path = '';
  const add = (k: number): void => {
    path += `${path ? 'L' : 'M'}${tenths(frame.toX(k + first))} ${tenths(frame.toY(values[k]!))}`;
  };
  for (let k = 0; k < values.length; k += stride) {
    let [low, high] = [-1, -1];
    for (let j = k; j < Math.min(values.length, k + stride); j++) {
      if (!Number.isFinite(frame.toY(values[j]!))) continue;
      if (low < 0 || values[j]! < values[low]!) low = j;
      if (high < 0 || values[j]! > values[high]!) high = j;
    }
    if (low < 0) continue;
    add(Math.min(low, high));
    if (low !== high) add(Math.max(low, high));
  }
  return path;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
