import { isNoisy, type GradientSource } from '../optimizers/gradientSource.ts';
import { lengthOf, columnOf, type Trace } from './trace.ts';

/** How a run ended and what it took. */
export interface Outcome {
  readonly kind: 'converged' | 'resting' | 'unmoved' | 'cycling' | 'moving' | 'diverged' | 'undefined';
  /** The step from which on the tolerance was met; null if it was not to the end. */
  readonly stepsToTolerance: number | null;
  readonly finalLoss: number;
  /** Of the polyline through all w. */
  readonly pathLength: number;
  readonly gradientEvaluations: number;
}

/** Of the gradient's length at the start, and of the loss above its minimum there. */
export const TOLERANCE = 1e-6;

export const REST_STEPS = 16;

/** How many steps before the end the tolerance must have been met: noisy gradients meet it now and then by luck. */
export const heldFor = (source: GradientSource | undefined): number => (isNoisy(source) ? REST_STEPS : 0);

/**
 * Converged: |g| or f − f* (where a minimum's loss f* is known) is under TOLERANCE of its value at the start when the run
 * ends and was so for the last `held` steps. Resting: w no longer moves by more than float32 rounds, but stands elsewhere, as in a local minimum. Cycling: its last two periods of some length ≤ 64 agree to 1e-6 of `extent`, the size of the domain.
 */
export function outcomeOf(trace: Trace, minimumLoss: number | null, extent: number, held = 0): Outcome {
  const { steps, divergedAt } = trace;
  const [x, y, loss] = [columnOf(trace, 'x'), columnOf(trace, 'y'), columnOf(trace, 'loss')];
  const slope = lengthOf(trace, 'gradient.g'); // row k holds the gradient at w after k − 1 calls
  const met = (k: number): boolean =>
    slope[Math.min(k + 1, steps)]! <= TOLERANCE * slope[1]! ||
    (minimumLoss !== null && loss[k]! - minimumLoss <= TOLERANCE * (loss[0]! - minimumLoss));
  let settled = 0;
  let pathLength = 0;
  for (let k = 0; k <= steps; k++) {
    if (k > 0) pathLength += Math.hypot(x[k]! - x[k - 1]!, y[k]! - y[k - 1]!);
    if (!met(k)) settled = k + 1;
  }
  const stepsToTolerance = divergedAt === null && settled <= steps - held ? settled : null;
  const rests = (list: Float64Array): boolean => {
    const end = list.subarray(-REST_STEPS);
    return steps >= REST_STEPS && end.every(value => Math.abs(value - end[0]!) <= 1e-6 * extent);
  };
  const resting = rests(x) && rests(y);
  const kind =
    divergedAt !== null
      ? trace.undefinedBecause === undefined
        ? 'diverged'
        : 'undefined'
      : pathLength === 0 && steps > 0
        ? 'unmoved'
        : stepsToTolerance !== null
          ? 'converged'
          : resting
            ? 'resting'
            : period(x, y, extent) > 0
              ? 'cycling'
              : 'moving';
  return { kind, stepsToTolerance, finalLoss: loss[steps]!, pathLength, gradientEvaluations: divergedAt ?? steps };
}

/** The shortest period ≤ 64 in which the end of a path repeats itself; 0 if there is none. */
export function period(x: ArrayLike<number>, y: ArrayLike<number>, extent: number): number {
  const last = x.length - 1;
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * extent;
  for (let length = 2; length <= 64 && 2 * length <= last; length++) {
    let agrees = !(near(x[last]!, x[last - 1]!) && near(y[last]!, y[last - 1]!));
    for (let k = last; agrees && k > last - length; k--)
      agrees = near(x[k]!, x[k - length]!) && near(y[k]!, y[k - length]!);
    if (agrees) return length;
  }
  return 0;
}
