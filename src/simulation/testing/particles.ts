import { run } from '../../experiment/experiment.ts';
import type { OptimizerConfig } from '../../optimizers/pipeline.ts';
import { defaultParameters } from '../../surfaces/loss.ts';
import type { Surface } from '../../surfaces/surface.ts';
import type { Job } from '../job.ts';
import { planOf } from '../plan.ts';
import type { SwarmInput } from '../swarm.ts';
import { swarmInput } from '../swarmInput.ts';

/** Momentum at a quarter of the surface's usual rate, which suits starts all over it. */
export const momentumOn = (surface: Surface): OptimizerConfig =>
  run({ learning_rate: surface.learningRate / 4, momentum: 0.9 });

/** Particles all over a surface's domain, the same ones on every run (M. Roberts's R2 sequence). */
export function particlesOn(
  surface: Surface,
  count: number,
  steps: number,
  optimizer = momentumOn(surface),
): SwarmInput {
  const job: Job = { surface, parameters: defaultParameters(surface), optimizer, starts: [], steps, record: 'trace' };
  const along = (axis: 0 | 1, share: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => {
      const [low, high] = surface.domain[axis];
      return low + (high - low) * ((0.5 + i * share) % 1);
    });
  const places = { x: along(0, 0.7548776662466927), y: along(1, 0.5698402909980532) };
  return swarmInput(planOf(surface, optimizer), job, places);
}
