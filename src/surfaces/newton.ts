import type { Evaluator } from '../formula/evaluate.ts';

/** A point where the loss is least in its neighbourhood, with the Hessian's eigenvalues there, the least first. */
export interface FoundMinimum {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
  readonly curvature: readonly number[];
}

/** What to descend on: loss, ∂x, ∂y, ∂xx, ∂xy, ∂yx, ∂yy in float64 (loss.ts), and the size of the picture. */
export interface Descent {
  readonly derivatives: Evaluator;
  readonly uniforms: Readonly<Record<string, number>>;
  readonly dimensions: 1 | 2;
  readonly extent: number;
}

const STEPS = 60;
const FLATTEST = 1e-9; // curvature, as a share of the greatest, under which a minimum is not regular

/**
 * The minima that Newton's method finds from the seeds, all at once: along each eigenvector of the Hessian the step is
 * slope / |curvature|, so that saddles repel, halved while the loss would rise. Seeds that lead to none are dropped.
 */
export function descendToMinima(descent: Descent, seeds: readonly (readonly [number, number])[]): FoundMinimum[] {
  const { derivatives, uniforms, dimensions, extent } = descent;
  const lanes = seeds.length;
  if (lanes === 0) return [];
  const at = (xs: Float64Array, ys: Float64Array): number[][] =>
    derivatives.run({ ...uniforms, x: xs, y: ys }, lanes).map(lane => Array.from(lane));
  const [x, y] = [Float64Array.from(seeds, ([a]) => a), Float64Array.from(seeds, ([, b]) => b)];
  const reach = new Float64Array(lanes).fill(extent / 8);
  let here = at(x, y);
  for (let step = 0; step < STEPS; step++) {
    const [nextX, nextY] = [x.slice(), y.slice()];
    for (let lane = 0; lane < lanes; lane++) {
      const [dx, dy] = newtonStep(here, lane, dimensions);
      const share = Math.min(1, reach[lane]! / Math.hypot(dx, dy));
      if (!(share > 0)) continue;
      nextX[lane]! -= dx * share;
      nextY[lane]! -= dy * share;
    }
    const there = at(nextX, nextY);
    for (let lane = 0; lane < lanes; lane++) {
      // Near the end the loss can't tell better from worse; the slope can.
      const falls = there[0]![lane]! < here[0]![lane]! || slopeAt(there, lane) < slopeAt(here, lane) / 2;
      if (falls) {
        [x[lane], y[lane]] = [nextX[lane]!, nextY[lane]!];
        reach[lane] = Math.min(extent / 8, reach[lane]! * 2);
        here.forEach((column, i) => (column[lane] = there[i]![lane]!));
      } else reach[lane]! /= 4;
    }
  }
  here = at(x, y);
  return seeds.flatMap((_, lane) => {
    const curvature = eigen(here, lane, dimensions).map(({ value }) => value);
    const [least, most] = [curvature[0]!, curvature.at(-1)!];
    const rests = slopeAt(here, lane) <= 1e-9 * Math.max(most * extent, Number.MIN_VALUE);
    if (!rests || !(least > FLATTEST * most)) return [];
    return [{ x: x[lane]!, y: y[lane]!, loss: here[0]![lane]!, curvature }];
  });
}

const slopeAt = ([, x, y]: number[][], lane: number): number => Math.hypot(x![lane]!, y![lane]!);

interface Eigen {
  readonly value: number;
  readonly vector: readonly [number, number];
}

/** Of the Hessian of one lane, the least eigenvalue first. */
function eigen([, , , xx, xy, , yy]: number[][], lane: number, dimensions: 1 | 2): Eigen[] {
  if (dimensions === 1) return [{ value: xx![lane]!, vector: [1, 0] }];
  const [a, b, c] = [xx![lane]!, xy![lane]!, yy![lane]!];
  const [middle, radius] = [(a + c) / 2, Math.hypot((a - c) / 2, b)];
  const angle = Math.atan2(2 * b, a - c) / 2; // of the eigenvector of the greater
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    { value: middle - radius, vector: [-sin, cos] },
    { value: middle + radius, vector: [cos, sin] },
  ];
}

/** Σ v (v·g) / |λ| over the eigenvectors v. */
function newtonStep(here: number[][], lane: number, dimensions: 1 | 2): [number, number] {
  const [gx, gy] = [here[1]![lane]!, here[2]![lane]!];
  const list = eigen(here, lane, dimensions);
  const most = Math.max(...list.map(({ value }) => Math.abs(value)));
  let [dx, dy] = [0, 0];
  for (const { value, vector } of list) {
    const along = vector[0] * gx + vector[1] * gy;
    const length = along / Math.max(Math.abs(value), 1e-8 * most, Number.MIN_VALUE);
    dx += vector[0] * length;
    dy += vector[1] * length;
  }
  return [dx, dy];
}

/** Several seeds lead to one minimum. */
export function distinctMinima(found: readonly FoundMinimum[], extent: number): FoundMinimum[] {
  const near = (a: FoundMinimum, b: FoundMinimum): boolean => Math.hypot(a.x - b.x, a.y - b.y) < 1e-5 * extent;
  return found.filter((minimum, i) => found.findIndex(other => near(minimum, other)) === i);
}
