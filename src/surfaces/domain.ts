import type { Evaluator } from '../formula/evaluate.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from './loss.ts';
import { hollows } from './hollows.ts';
import { descendToMinima, distinctMinima, type FoundMinimum } from './newton.ts';
import type { Surface } from './surface.ts';

type Uniforms = Readonly<Record<string, number>>;
type Sketch = Pick<Surface, 'formula' | 'parameters' | 'dimensions' | 'samples'>;

/** Where to look at a formula, where to start on it, and how fast. */
export type Outlook = Pick<Surface, 'domain' | 'start' | 'learningRate'>;

/** Half the widths of the squares that are searched, one after the other. */
const REACHES = [3, 6, 15, 60, 600];
const FEW = 6;
const SEEDS = 12;
const SIDE = 41;
const ASPECT = 0.72;

/**
 * The neighbourhood of the minima that are found in the smallest square that has any, else of the middle. The start stands
 * on defined, sloping ground in a corner, and the step size suits the steepest curvature there and at the minima.
 */
export function outlookOf(sketch: Sketch, domain?: Surface['domain']): Outlook {
  const { dimensions = 2 } = sketch;
  const derivatives = lossEvaluator(sketch, 'derivatives');
  const uniforms = parameterInputs(defaultParameters(sketch));
  const minima = domain ? [] : firstMinima(sketch, derivatives, uniforms);
  const shown = domain ?? around(minima, dimensions);
  const start = startIn(shown, dimensions, derivatives, uniforms);
  return { domain: shown, ...start, learningRate: rateFor(minima, start.curvature) };
}

/** Of the smallest square that has any; of the next one too, where that adds a few and not a whole pattern. */
function firstMinima(sketch: Sketch, derivatives: Evaluator, uniforms: Uniforms): FoundMinimum[] {
  const loss = lossEvaluator(sketch, 'loss');
  let first: FoundMinimum[] = [];
  for (const reach of REACHES) {
    const found = minimaWithin(reach, sketch, loss, derivatives, uniforms);
    if (first.length > 0) return found.length > first.length && found.length <= FEW ? found : first;
    first = found;
  }
  return first;
}

function minimaWithin(
  reach: number,
  sketch: Sketch,
  loss: Evaluator,
  derivatives: Evaluator,
  uniforms: Uniforms,
): FoundMinimum[] {
  const { dimensions = 2 } = sketch;
  const [columns, rows] = dimensions === 1 ? [SIDE * SIDE, 1] : [SIDE, SIDE];
  const place = (i: number, count: number): number => (count === 1 ? 0 : reach * ((2 * i) / (count - 1) - 1));
  const x = Float64Array.from({ length: columns * rows }, (_, k) => place(k % columns, columns));
  const y = Float64Array.from({ length: columns * rows }, (_, k) => place(Math.floor(k / columns), rows));
  const values = Array.from(loss.run({ ...uniforms, x, y }, columns * rows)[0]!);
  const seeds = hollows(values, columns, rows)
    .slice(0, SEEDS)
    .map(k => [x[k]!, y[k]!] as const);
  const extent = 2 * reach;
  const found = descendToMinima({ derivatives, uniforms, dimensions, extent }, seeds);
  const inside = found.filter(point => Math.max(Math.abs(point.x), Math.abs(point.y)) <= reach);
  return distinctMinima(inside, extent);
}

/** Round numbers round all of these points, at the aspect of the stage; round the origin where there are none. */
function around(points: readonly FoundMinimum[], dimensions: 1 | 2): Surface['domain'] {
  const middle = (values: readonly number[]): number =>
    values.length === 0 ? 0 : (Math.min(...values) + Math.max(...values)) / 2;
  const spread = (values: readonly number[]): number =>
    values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const far = Math.max(0, ...xs.map(Math.abs), ...ys.map(Math.abs));
  const half = Math.max(0.85 * spread(xs), (0.85 * spread(ys)) / ASPECT, points.length < 2 ? 2.5 : 0.5, far / 4);
  const range = (centre: number, reach: number): [number, number] => [rounded(centre - reach), rounded(centre + reach)];
  return [range(middle(xs), half), range(dimensions === 1 ? 0 : middle(ys), half * ASPECT)];
}

/** Three digits. */
const rounded = (value: number): number => Number(value.toPrecision(3));

const corners = [
  [-0.74, 0.6],
  [0.74, 0.6],
  [-0.74, -0.6],
  [0.74, -0.6],
] as const;
const FLAT = 0.01; // of the steepest slope among the candidates: there no run would be seen
/** As shares of half the domain, in the order of preference. */
const candidates = [1, 0.6, 0.3, 0.1].flatMap(share => corners.map(([x, y]) => [x * share, y * share] as const));

function startIn(
  [[x0, x1], [y0, y1]]: Surface['domain'],
  dimensions: 1 | 2,
  derivatives: Evaluator,
  uniforms: Uniforms,
): { readonly start: Surface['start']; readonly curvature: number } {
  const places = candidates.map(([a, b]): [number, number] => [
    rounded((x0 + x1) / 2 + (a * (x1 - x0)) / 2),
    dimensions === 1 ? 0 : rounded((y0 + y1) / 2 + (b * (y1 - y0)) / 2),
  ]);
  const x = Float64Array.from(places, ([a]) => a);
  const y = Float64Array.from(places, ([, b]) => b);
  const lanes = derivatives.run({ ...uniforms, x, y }, places.length);
  const defined = places.flatMap((_, lane) => (lanes.every(values => Number.isFinite(values[lane]!)) ? [lane] : []));
  const slopeAt = (lane: number): number => Math.hypot(lanes[1]![lane]!, lanes[2]![lane]!);
  const steepest = Math.max(0, ...defined.map(slopeAt));
  const chosen = defined.find(lane => slopeAt(lane) >= FLAT * steepest) ?? 0;
  const [, , , xx, xy, , yy] = lanes.map(values => values[chosen]!);
  const curvature = Math.abs(xx! + yy!) / 2 + Math.hypot((xx! - yy!) / 2, xy!);
  return { start: places[chosen]!, curvature: Number.isFinite(curvature) ? curvature : 0 };
}

/** A round number under 0.5 / curvature: Nesterov at 0.9 is stable up to 1.36 / curvature. */
function rateFor(minima: readonly FoundMinimum[], atStart: number): number {
  const steepest = Math.max(atStart, ...minima.map(({ curvature }) => curvature.at(-1)!));
  const most = steepest > 0 ? Math.min(1, 0.5 / steepest) : 0.01;
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 2, 1].find(each => each * power <= most * 1.0001) ?? 1;
  return Number(Math.max(1e-9, digit * power).toPrecision(1));
}
