import type { Evaluator } from '../formula/evaluate.ts';
import { frameAround, type Frame } from './frame.ts';

type Uniforms = Readonly<Record<string, number>>;

/** A curve y = f(x) at given parameters; NaN where it is not defined. */
export interface CurveOf {
  readonly at: (x: number) => number;
  readonly over: (xs: Float64Array) => ArrayLike<number>;
}

export function curveOf(loss: Evaluator, uniforms: Uniforms): CurveOf {
  const inputs: Record<string, number | Float64Array> = { ...uniforms, y: 0 };
  const over = (xs: Float64Array): ArrayLike<number> => loss.run({ ...inputs, x: xs }, xs.length)[0]!;
  return { over, at: x => loss.run({ ...inputs, x }, 1)[0]![0]! };
}

const SAMPLES = 240;
const ROOM = { below: 0.14, above: 0.08 };
const STEEP = 6; // a curve that rises this many times beyond its nine lower tenths leaves the picture

/** The heights to show of a curve between two places: all of it, but for walls and poles. */
export function heightsOf(curve: CurveOf, x0: number, x1: number): readonly [low: number, high: number] {
  const xs = Float64Array.from({ length: SAMPLES + 1 }, (_, i) => x0 + ((x1 - x0) * i) / SAMPLES);
  const sorted = Float64Array.from(curve.over(xs)).filter(Number.isFinite).toSorted();
  if (sorted.length === 0) return [-1, 1];
  const share = (part: number): number => sorted[Math.round(part * (sorted.length - 1))]!;
  const middle = share(0.9) - share(0.1);
  const low = share(0.1) - share(0) > STEEP * middle ? share(0.1) - middle : share(0);
  const high = share(1) - share(0.9) > STEEP * middle ? share(0.9) + middle : share(1);
  const span = high - low || 2 * Math.max(1, Math.abs(low));
  return [low - ROOM.below * span, high + ROOM.above * span];
}

const FAR = 1e7; // pixels; beyond is as good as there

/** The frame of a curve: a point is drawn at (x, f(x)), whatever its y, and each axis has its scale. */
export function curveFrame(
  centre: { readonly x: number; readonly width: number },
  [low, high]: readonly [number, number],
  curve: CurveOf,
  width: number,
  height: number,
): Frame {
  const { unit, x0, x1 } = frameAround({ ...centre, y: 0 }, width, height);
  const scale = height / (high - low);
  const across = (x: number): number => (x - x0) * unit;
  const down = (value: number): number =>
    Number.isNaN(value) ? height : Math.max(-FAR, Math.min(FAR, (high - value) * scale));
  const plain = {
    width,
    height,
    unit,
    x0,
    x1,
    y0: low,
    y1: high,
    toData: (px: number) => [x0 + px / unit, 0] as const,
  };
  return {
    ...plain,
    toPixel: x => [across(x), down(curve.at(x))],
    level: (x, lift) => {
      const level = down(curve.at(x)) - lift;
      return { ...plain, toPixel: a => [across(a), level] };
    },
  };
}
