import { SGD, Variable, type OptimizerOptions } from '../index.ts';

/** Slope of f at each element, each its own problem. */
export type Slope = (w: readonly number[], t: number) => number[];

/** Positions and velocities of SGD in float64, row 0 the start. */
export interface Descent {
  readonly w: number[][];
  readonly v: number[][];
}

export function descend(options: OptimizerOptions, slope: Slope, start: readonly number[], steps: number): Descent {
  const variable = new Variable(start, { dtype: 'float64' });
  const opt = new SGD({ ...options, floatx: 'float64' });
  opt.build([variable]);
  const [slot] = opt.getSlotNames().includes('momentum') ? [opt.getSlot(variable, 'momentum')] : [];
  const w = [Array.from(variable.value)];
  const v = [start.map(() => 0)];
  for (let t = 0; t < steps; t++) {
    opt.apply([slope(w[t]!, t)], [variable]);
    w.push(Array.from(variable.value));
    v.push(slot ? Array.from(slot.value) : start.map(() => 0));
  }
  return { w, v };
}

/** ½ λ w². */
export const quadratic =
  (...curvature: readonly number[]): Slope =>
  w =>
    w.map((x, i) => curvature[i % curvature.length]! * x);

/** The larger modulus of the roots of z² − b z + c. */
function spectralRadius(b: number, c: number): number {
  const discriminant = b * b - 4 * c;
  if (discriminant < 0) return Math.sqrt(c);
  return Math.max(Math.abs(b + Math.sqrt(discriminant)), Math.abs(b - Math.sqrt(discriminant))) / 2;
}

/** Contraction a step of heavy ball and of Nesterov on curvature λ at learning rate α: characteristic polynomials F3 and F4. */
export const contraction = {
  heavyBall: (alpha: number, beta: number, lambda = 1): number => spectralRadius(1 + beta - alpha * lambda, beta),
  nesterov: (alpha: number, beta: number, lambda = 1): number =>
    spectralRadius((1 + beta) * (1 - alpha * lambda), beta * (1 - alpha * lambda)),
};

/** Standard normal numbers, the same ones on every run. */
export function normals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export const variance = (values: readonly number[]): number =>
  values.reduce((sum, x) => sum + x * x, 0) / values.length;
