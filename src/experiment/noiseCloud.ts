import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Experiment } from './experiment.ts';
import { surfaceOf } from './landscape.ts';
import { bowlHessian, hasLimits } from './stability.ts';

/** A cloud in brief: its mean, and the covariance [xx, xy, yy]. */
export interface Cloud {
  readonly mean: readonly [x: number, y: number];
  readonly covariance: readonly [xx: number, xy: number, yy: number];
}

/** Of how many places, those that are not finite left out. */
export interface Moments extends Cloud {
  readonly count: number;
}

const none: Moments = { count: 0, mean: [0, 0], covariance: [0, 0, 0] };

/** Mean and covariance of places, one a particle. */
export function momentsOf(x: ArrayLike<number>, y: ArrayLike<number>): Moments {
  let count = 0;
  let [meanX, meanY, xx, xy, yy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY]; // Welford's recurrence
    if (!Number.isFinite(dx + dy)) continue;
    count++;
    meanX += dx / count;
    meanY += dy / count;
    xx += dx * (x[i]! - meanX);
    xy += dx * (y[i]! - meanY);
    yy += dy * (y[i]! - meanY);
  }
  return count === 0 ? none : { count, mean: [meanX, meanY], covariance: [xx / count, xy / count, yy / count] };
}

/** The moments of parts taken together. */
export function joined(parts: readonly Moments[]): Moments {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (count === 0) return none;
  const mean = ([0, 1] as const).map(i => parts.reduce((sum, part) => sum + part.count * part.mean[i], 0) / count);
  const about = (i: 0 | 1 | 2, first: 0 | 1, second: 0 | 1): number =>
    parts.reduce((sum, part) => {
      const between = (part.mean[first] - mean[first]!) * (part.mean[second] - mean[second]!);
      return sum + part.count * (part.covariance[i] + between);
    }, 0) / count;
  return { count, mean: [mean[0]!, mean[1]!], covariance: [about(0, 0, 0), about(1, 0, 1), about(2, 1, 1)] };
}

/** SGD's numbers: α, β and the variance of the noise on each gradient. */
interface Noisy {
  readonly rate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly variance: number;
}

/**
 * The variance in which SGD on ½λx² settles under noise (facts F24a and F24b: of Keras's w); undefined where it does not.
 */
export function settledVariance(
  curvature: number,
  { rate: a, momentum: b, nesterov, variance }: Noisy,
): number | undefined {
  const al = a * curvature;
  const room = nesterov ? 2 + 2 * b - al * (1 + 2 * b) : 2 * (1 + b) - al;
  if (!(al > 0 && room > 0 && b >= 0 && b < 1)) return undefined;
  return nesterov
    ? (a * variance * (1 + b + al * b + 2 * al * b * b)) / (curvature * (1 - b + al * b) * room)
    : (a * variance * (1 + b)) / (curvature * (1 - b) * room);
}

/** The cloud in which many seeds of a noisy run settle, where there is a closed form: SGD on a bowl, with nothing else on. */
export function settledCloud(experiment: Experiment, run: OptimizerConfig): Cloud | undefined {
  const { noise, replicas, reduce, float16, difference } = experiment.gradient;
  const { learning_rate: rate, momentum = 0, nesterov, gradient_accumulation_steps: calls } = run.config;
  const bare = { ...run, config: { ...run.config, gradient_accumulation_steps: null } };
  if (noise === 0 || float16 || difference !== null || !hasLimits(bare)) return undefined;
  if (typeof rate !== 'number' || typeof momentum !== 'number') return undefined;
  const hessian = bowlHessian(experiment);
  const [minimum] = minimaOf(surfaceOf(experiment), experiment.parameters);
  if (!hessian || !minimum) return undefined;
  const factor = reduce === 'sum' ? replicas : 1;
  const variance = (noise ** 2 * factor ** 2) / replicas / (typeof calls === 'number' ? calls : 1);
  const settled = hessian.map(({ value, vector }) => ({
    vector,
    own: settledVariance(value * factor, { rate, momentum, nesterov: nesterov === true, variance }),
  }));
  const along = (i: 0 | 1, j: 0 | 1): number =>
    settled.reduce((sum, { vector, own = NaN }) => sum + own * vector[i] * vector[j], 0);
  const covariance = [along(0, 0), along(0, 1), along(1, 1)] as const;
  return covariance.every(Number.isFinite) ? { mean: [minimum.x, minimum.y], covariance } : undefined;
}

/** The standard deviations along a cloud's longer and shorter axis, and the longer one's angle. */
export function axesOf({ covariance: [xx, xy, yy] }: Cloud): {
  readonly long: number;
  readonly short: number;
  readonly angle: number;
} {
  const [middle, radius] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return {
    long: Math.sqrt(middle + radius),
    short: Math.sqrt(Math.max(0, middle - radius)),
    angle: Math.atan2(2 * xy, xx - yy) / 2,
  };
}
