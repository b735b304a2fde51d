import type { Experiment } from '../experiment/experiment.ts';
import { runsOf } from '../experiment/gradientSource.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { exactGradient, sourceInput, sourceNumbers } from '../optimizers/gradientSource.ts';
import { type OptimizerConfig } from '../optimizers/pipeline.ts';
import { parameterInputs } from '../surfaces/loss.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import { hostRows } from './host.ts';
import type { Plan } from './plan.ts';

/** Particles under one optimizer on one surface, and what to record of them. Plain data: it crosses to a worker. */
export interface Job {
  readonly surface: Surface;
  readonly parameters: SurfaceParameters;
  readonly optimizer: OptimizerConfig;
  /** One particle a pair. */
  readonly starts: readonly (readonly [x: number, y: number])[];
  readonly steps: number;
  /** `trace`: every named value of every line at every step. */
  readonly record: 'trace';
}

/** The compared runs: one job, of one particle, a run. */
export function traceJobs(experiment: Experiment): Job[] {
  const { parameters, start, steps } = experiment;
  const surface = surfaceOf(experiment);
  return runsOf(experiment).map(optimizer => ({
    surface,
    parameters,
    optimizer,
    starts: [start],
    steps,
    record: 'trace',
  }));
}

/** The numbers of a plan's uniforms, in its order, as the job gives them. */
export function uniformsOf(plan: Plan, { parameters, optimizer }: Pick<Job, 'parameters' | 'optimizer'>): number[] {
  const inputs: Record<string, unknown> = { ...parameterInputs(parameters), ...optimizer.config };
  for (const [name, value] of Object.entries(sourceNumbers(optimizer.source ?? exactGradient)))
    inputs[sourceInput(name)] = value;
  return plan.uniforms.map(name => {
    const value = inputs[name];
    if (typeof value !== 'number') throw new Error(`The job has no number for “${name}”.`);
    return value;
  });
}

/** The host values of all calls of the job, a row a call (host.ts). */
export const hostOf = (plan: Plan, { optimizer, steps }: Pick<Job, 'optimizer' | 'steps'>): Float32Array =>
  Float32Array.from(hostRows(plan.hostProgram, optimizer, steps, plan.precision));
