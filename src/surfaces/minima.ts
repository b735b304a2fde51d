import { buildNumber } from '../formula/build.ts';
import type { Evaluator } from '../formula/evaluate.ts';
import { createGraph } from '../formula/graph.ts';
import { parseExpression } from '../formula/parse.ts';
import { hollows } from './hollows.ts';
import { lossEvaluator, parameterInputs } from './loss.ts';
import { descendToMinima, distinctMinima, type Descent } from './newton.ts';
import type { Minimum, Surface, SurfaceParameters } from './surface.ts';

/** A minimum at given parameters; no curvature where the loss has no second derivative there, or it isn't known. */
export interface SurfaceMinimum {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
  readonly curvature?: readonly number[];
}

const evaluators = new WeakMap<Surface, Evaluator>();
const latest = new WeakMap<Surface, { readonly key: string; readonly list: readonly SurfaceMinimum[] }>();

/**
 * The minima at these parameters: known ones from their formulas, those known only nearly by Newton's method from there, and
 * of a surface that is searched the ones found in its domain. Kept until the parameters change.
 */
export function minimaOf(surface: Surface, parameters: SurfaceParameters): readonly SurfaceMinimum[] {
  const key = JSON.stringify(parameters);
  const known = latest.get(surface);
  if (known?.key === key) return known.list;
  const list = surface.searched ? search(surface, parameters) : read(surface, parameters);
  latest.set(surface, { key, list });
  return list;
}

function read(surface: Surface, parameters: SurfaceParameters): SurfaceMinimum[] {
  const graph = createGraph('float64');
  const environment = new Map(Object.entries(parameters).map(([name, value]) => [name, graph.constant(value)]));
  const number = (text: string): number =>
    buildNumber(graph, parseExpression(text, new Set(environment.keys())), environment).value;
  const place = ({ x, y }: Minimum): readonly [number, number] => [number(x), number(y)];
  const nearly = surface.minima.filter(({ loss }) => loss === undefined);
  return [
    ...surface.minima.flatMap(minimum => {
      if (minimum.loss === undefined) return [];
      const [x, y] = place(minimum);
      const { curvature } = minimum;
      return [{ x, y, loss: number(minimum.loss), ...(curvature && { curvature: curvature.map(number) }) }];
    }),
    ...distinctMinima(descendToMinima(descentOn(surface, parameters), nearly.map(place)), extentOf(surface)),
  ];
}

const COLUMNS = 33;
const ROWS = 25;
const MOST_SEEDS = 24;
const MOST_FOUND = 12;

/** From the hollows of a grid over the domain, the lowest first. */
function search(surface: Surface, parameters: SurfaceParameters): SurfaceMinimum[] {
  const { domain, dimensions = 2 } = surface;
  const [columns, rows] = dimensions === 1 ? [COLUMNS * ROWS, 1] : [COLUMNS, ROWS];
  const place = ([low, high]: readonly [number, number], i: number, count: number): number =>
    count === 1 ? 0 : low + ((high - low) * i) / (count - 1);
  const x = Float64Array.from({ length: columns * rows }, (_, k) => place(domain[0], k % columns, columns));
  const y = Float64Array.from({ length: columns * rows }, (_, k) => place(domain[1], Math.floor(k / columns), rows));
  const [loss] = lossEvaluator(surface, 'loss').run({ ...parameterInputs(parameters), x, y }, columns * rows);
  const seeds = hollows(Array.from(loss!), columns, rows).slice(0, MOST_SEEDS);
  const found = descendToMinima(
    descentOn(surface, parameters),
    seeds.map(k => [x[k]!, y[k]!] as const),
  );
  const inside = found.filter(minimum =>
    domain.every(([low, high], i) => within(i ? minimum.y : minimum.x, low, high)),
  );
  return distinctMinima(inside, extentOf(surface))
    .toSorted((a, b) => a.loss - b.loss)
    .slice(0, MOST_FOUND);
}

const within = (value: number, low: number, high: number): boolean => value >= low && value <= high;

const extentOf = ({ domain: [[low, high]] }: Surface): number => high - low;

function descentOn(surface: Surface, parameters: SurfaceParameters): Descent {
  const { dimensions = 2 } = surface;
  const uniforms = parameterInputs(parameters);
  let derivatives = evaluators.get(surface);
  if (!derivatives) evaluators.set(surface, (derivatives = lossEvaluator(surface, 'derivatives')));
  return { derivatives, uniforms, dimensions, extent: extentOf(surface) };
}
