import { run } from '../../experiment/experiment.ts';
import type { OptimizerConfig } from '../../optimizers/pipeline.ts';
import { defaultParameters } from '../../surfaces/loss.ts';
import type { Surface } from '../../surfaces/surface.ts';
import { planOf, type Plan } from '../plan.ts';
import type { SwarmInput } from '../swarm.ts';
import { swarmInput } from '../swarmInput.ts';

/** What tests run particles on. */
export interface Trial {
  readonly surface: Surface;
  readonly optimizer: OptimizerConfig;
  readonly steps: number;
}

/** A place of a particle before its first call. */
export type Start = readonly [x: number, y: number];

/** Starts all over the domain, the same ones on every run (M. Roberts's R2 sequence). */
export const startsOn = ({ domain }: Surface, count: number): Start[] =>
  Array.from({ length: count }, (_, i) => {
    const place = (axis: 0 | 1, share: number): number =>
      Math.fround(domain[axis][0] + (domain[axis][1] - domain[axis][0]) * ((0.5 + i * share) % 1));
    return [place(0, 0.7548776662466927), place(1, 0.5698402909980532)];
  });

/** Particles of a trial before their first call: at these starts, or so many all over the domain. */
export function particlesOf(
  trial: Trial,
  places: number | readonly Start[],
  plan: Plan = planOf(trial.surface, trial.optimizer),
): SwarmInput {
  const starts = typeof places === 'number' ? startsOn(trial.surface, places) : places;
  const job = { ...trial, parameters: defaultParameters(trial.surface), starts, record: 'trace' as const };
  const [x, y] = [0, 1].map(axis => Float32Array.from(starts, start => start[axis]!)) as [Float32Array, Float32Array];
  return swarmInput(plan, job, { x, y });
}

/** Particles under momentum, at a quarter of the surface's usual rate, which suits starts all over it. */
export const particlesOn = (surface: Surface, count: number, steps: number): SwarmInput =>
  particlesOf({ surface, optimizer: run({ learning_rate: surface.learningRate / 4, momentum: 0.9 }), steps }, count);
