import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Experiment } from './experiment.ts';
import { surfaceOf } from './landscape.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';

/** Points at which a quadratic has one and the same Hessian. */
const probes = { x: [0.3, -1.7, 2.9, -0.6], y: [-1.1, 0.8, 0.4, 2.3] };

/** The largest curvature of a surface that is a bowl (a convex quadratic); undefined of any other. */
export const bowlCurvature = (experiment: Experiment): number | undefined => bowlHessian(experiment)?.[1].value;

/** An eigenvalue of a Hessian, and its eigenvector. */
interface Curvature {
  readonly value: number;
  readonly vector: readonly [number, number];
}

/** The Hessian of a bowl by its eigenvalues, the least first; undefined of any other surface. */
export function bowlHessian(experiment: Experiment): readonly [Curvature, Curvature] | undefined {
  const evaluator = lossEvaluator(surfaceOf(experiment), 'derivatives');
  const [, , , xx, xy, , yy] = evaluator.run({ ...probes, ...parameterInputs(experiment.parameters) }, probes.x.length);
  const same = (values: ArrayLike<number>, scale: number): boolean =>
    Array.from(values).every(value => Math.abs(value - values[0]!) <= 1e-9 * scale);
  const scale = Math.abs(xx![0]!) + Math.abs(xy![0]!) + Math.abs(yy![0]!);
  if (![xx!, xy!, yy!].every(values => same(values, scale))) return undefined;
  const mean = (xx![0]! + yy![0]!) / 2;
  const spread = Math.hypot((xx![0]! - yy![0]!) / 2, xy![0]!);
  if (!(mean - spread > 0)) return undefined;
  const angle = Math.atan2(2 * xy![0]!, xx![0]! - yy![0]!) / 2; // of the greater one's vector
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    { value: mean - spread, vector: [-sin, cos] },
    { value: mean + spread, vector: [cos, sin] },
  ];
}

/** The learning rate above which SGD diverges on a bowl of this curvature λ: αλ = 2 + 2β; with nesterov (2 + 2β)/(1 + 2β). */
export function rateLimit(curvature: number, momentum: number, nesterov: boolean): number {
  return (2 + 2 * momentum) / (nesterov ? 1 + 2 * momentum : 1) / curvature;
}

/** Options other than these, switched on, move the limits. */
const plain = new Set([
  'learning_rate',
  'momentum',
  'nesterov',
  'name',
  'use_ema',
  'ema_momentum',
  'ema_overwrite_frequency',
]);

/** Whether the limits are those of this run: SGD with nothing else switched on. */
export function hasLimits({ optimizer, config, constraint, lines }: OptimizerConfig): boolean {
  const off = Object.entries(config).every(([key, value]) => plain.has(key) || value === null || value === 0);
  return optimizer === 'SGD' && lines === undefined && !constraint && config.ema_overwrite_frequency === null && off;
}
