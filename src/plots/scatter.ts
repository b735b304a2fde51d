import { scaleLinear } from 'd3';
import { ticks } from './frame.ts';

type Values = readonly number[];

/** Samples (u, t) in a picture, each axis at its own scale. */
export interface ScatterFrame {
  readonly width: number;
  readonly height: number;
  /** The picture between the axes, in pixels. */
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly toX: (u: number) => number;
  readonly toY: (t: number) => number;
  /** Where the dot of a sample stands; those of two classes are beside their lines, for a prediction runs along these. */
  readonly dotY: (t: number) => number;
  /** What u is at the picture's edges. */
  readonly inputs: readonly [from: number, to: number];
  readonly xTicks: readonly { readonly at: number; readonly text: string }[];
  readonly yTicks: readonly { readonly at: number; readonly text: string }[];
  /** Whether the targets are two classes: then dots stand where numbers would leave room for a name. */
  readonly ofClasses: boolean;
}

const ROOM = { numbers: 0.06, classes: 0.14 }; // of an extent, round the samples
const BESIDE = 10; // pixels
const LETTER = 7; // pixels

const REASON = 1; // of the targets' extent, beyond them on each side

interface ScatterOptions {
  readonly classes?: readonly [string, string];
  /** Predictions that should be in the picture too, within reason. */
  readonly predicted?: Values;
  /** That of the type. */
  readonly scale?: number;
}

/** Room for all samples; of two classes, for 0 and 1 under their names. */
export function scatterFrame(
  u: Values,
  t: Values,
  width: number,
  height: number,
  { classes, predicted = [], scale = 1 }: ScatterOptions = {},
): ScatterFrame {
  const inputs = roomy(extentOf(u), ROOM.numbers);
  const outputs = roomy(
    withPredictions(classes ? [0, 1] : extentOf(t), predicted),
    classes ? ROOM.classes : ROOM.numbers,
  );
  const yTexts = classes
    ? classes.map((text, value) => ({ value, text }))
    : ticks(...outputs, Math.max(2, height / (44 * scale)));
  const longest = Math.max(...yTexts.map(({ text }) => text.length));
  const plot = {
    left: Math.min(width / 3, (10 + LETTER * longest) * scale),
    right: width - 12,
    top: 12 * scale,
    bottom: height - 20 * scale,
  };
  const x = scaleLinear(inputs, [plot.left, plot.right]);
  const y = scaleLinear(outputs, [plot.bottom, plot.top]);
  return {
    width,
    height,
    plot,
    toX: x,
    toY: y,
    dotY: classes ? value => y(value) + (value > 0.5 ? -BESIDE : BESIDE) : y,
    inputs,
    ofClasses: classes !== undefined,
    xTicks: ticks(...inputs, Math.max(2, width / (80 * scale))).map(({ value, text }) => ({ at: x(value), text })),
    yTicks: yTexts.map(({ value, text }) => ({ at: y(value), text })),
  };
}

function extentOf(values: Values): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return least <= most ? [least, most] : [0, 1];
}

function withPredictions([least, most]: readonly [number, number], predicted: Values): [number, number] {
  const reach = REASON * (most - least);
  const near = predicted
    .filter(value => !Number.isNaN(value))
    .map(value => Math.max(least - reach, Math.min(most + reach, value)));
  return extentOf([least, most, ...near]);
}

function roomy([least, most]: readonly [number, number], share: number): [number, number] {
  const room = most > least ? (most - least) * share : 1;
  return [least - room, most + room];
}

/** Dots of one size as an SVG path of points, to be stroked with round caps that wide. */
export interface Dots {
  readonly diameter: number;
  readonly path: string;
}

const CELL = 2; // pixels; samples within are one dot
const LARGEST = 16; // pixels

/** The samples as dots whose area is the number of samples there, `ring` pixels larger; of some rows only, where they are listed. */
export function scatterDots(u: Values, t: Values, frame: ScatterFrame, rows?: readonly number[], ring = 0): Dots[] {
  const cells = [...cellsOf(u, t, frame, rows).values()];
  const most = cells.reduce((count, cell) => Math.max(count, cell.count), 1);
  const single = Math.min(6 - Math.log10(Math.max(1, u.length)), LARGEST / Math.sqrt(most));
  const paths = new Map<number, string>();
  for (const { x, y, count } of cells) {
    const diameter = Math.max(1.5, Math.round(2 * single * Math.sqrt(count)) / 2) + ring;
    paths.set(diameter, `${paths.get(diameter) ?? ''}M${tenths(x)} ${tenths(y)}h0`);
  }
  return [...paths].map(([diameter, path]) => ({ diameter, path })).toSorted((a, b) => b.diameter - a.diameter);
}

interface Cell {
  readonly x: number;
  readonly y: number;
  count: number;
}

function cellsOf(u: Values, t: Values, frame: ScatterFrame, rows?: readonly number[]): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  const add = (row: number): void => {
    const [x, y] = [frame.toX(u[row]!), frame.dotY(t[row]!)];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    const key = `${Math.round(x / CELL)} ${Math.round(y / CELL)}`;
    const cell = cells.get(key);
    if (cell) cell.count++;
    else cells.set(key, { x, y, count: 1 });
  };
  if (rows) for (const row of rows) add(row);
  else for (let row = 0; row < u.length; row++) add(row);
  return cells;
}

const PLACES = 60;
const OUTSIDE = 1e4; // pixels

/** t predicted over the picture's width as an SVG path, cut where it is no number. */
export function predictionPath(predict: (u: number) => number, frame: ScatterFrame): string {
  const [from, to] = frame.inputs;
  let [path, drawing] = ['', false];
  for (let place = 0; place <= PLACES; place++) {
    const u = from + ((to - from) * place) / PLACES;
    const y = heightOf(predict(u), frame);
    if (Number.isFinite(y)) path += `${drawing ? 'L' : 'M'}${tenths(frame.toX(u))} ${tenths(y)}`;
    drawing = Number.isFinite(y);
  }
  return path;
}

/** From each sample to what is predicted for it: the lengths that a mean square squares. */
export function residualPath(
  u: Values,
  t: Values,
  predict: (u: number) => number,
  frame: ScatterFrame,
  rows: readonly number[],
): string {
  return rows
    .map(row => [frame.toX(u[row]!), frame.toY(t[row]!), heightOf(predict(u[row]!), frame)] as const)
    .filter(ends => ends.every(Number.isFinite))
    .map(([x, y, end]) => `M${tenths(x)} ${tenths(y)}V${tenths(end)}`)
    .join('');
}

/** Far outside is as good as farther. */
const heightOf = (t: number, frame: ScatterFrame): number =>
  Math.max(-OUTSIDE, Math.min(OUTSIDE, Number.isFinite(t) ? frame.toY(t) : NaN));

const tenths = (value: number): number => Math.round(value * 10) / 10;
