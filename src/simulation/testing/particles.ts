import { run } from '../../experiment/experiment.ts';
import type { OptimizerConfig } from '../../optimizers/pipeline.ts';
import { defaultParameters } from '../../surfaces/loss.ts';
import type { Surface } from '../../surfaces/surface.ts';
import { initialState } from '../engine.ts';
import { hostOf, uniformsOf } from '../job.ts';
import { planOf, type Plan } from '../plan.ts';
import type { SwarmInput } from '../swarm.ts';

/** What tests run particles on. */
export interface Trial {
  readonly surface: Surface;
  readonly optimizer: OptimizerConfig;
  readonly steps: number;
}

/** Starts all over the domain, the same ones on every run (M. Roberts's R2 sequence). */
export const startsOn = ({ domain }: Surface, count: number): [number, number][] =>
  Array.from({ length: count }, (_, i) => {
    const place = (axis: 0 | 1, share: number): number =>
      Math.fround(domain[axis][0] + (domain[axis][1] - domain[axis][0]) * ((0.5 + i * share) % 1));
    return [place(0, 0.7548776662466927), place(1, 0.5698402909980532)];
  });

/** Particles of a trial at their starts: `places`, or so many all over the domain. */
export function particlesOf(
  trial: Trial,
  places: number | readonly (readonly [number, number])[],
  plan: Plan = planOf(trial.surface, trial.optimizer),
): SwarmInput {
  const starts = typeof places === 'number' ? startsOn(trial.surface, places) : places;
  const job = { ...trial, parameters: defaultParameters(trial.surface), starts, record: 'trace' as const };
  const [uniforms, host] = [Float32Array.from(uniformsOf(plan, job)), hostOf(plan, job)];
  const states = starts.map(([x, y]) => initialState(plan, [x, y], uniforms, host));
  const state = Float32Array.from({ length: plan.state.length * starts.length }, (_, i) => {
    const [channel, particle] = [Math.floor(i / starts.length), i % starts.length];
    return states[particle]![channel]!;
  });
  return { plan, count: starts.length, first: 0, state, uniforms, columns: new Map(), host };
}

/** Particles under momentum, at a quarter of the surface's usual rate, which suits starts all over it. */
export const particlesOn = (surface: Surface, count: number, steps: number): SwarmInput =>
  particlesOf({ surface, optimizer: run({ learning_rate: surface.learningRate / 4, momentum: 0.9 }), steps }, count);
