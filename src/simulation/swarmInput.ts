import { createEvaluator } from '../formula/evaluate.ts';
import { hostOf, uniformsOf, type Job } from './job.ts';
import type { Plan } from './plan.ts';
import type { SwarmInput } from './swarm.ts';

const LANES = 16_384; // evaluated at a time

/** Particles of a job at these places before their first call, every slot at its first value. */
export function swarmInput(
  plan: Plan,
  job: Job,
  places: { readonly x: Float32Array; readonly y: Float32Array },
  first = 0,
): SwarmInput {
  const count = places.x.length;
  const uniforms = Float32Array.from(uniformsOf(plan, job));
  const host = hostOf(plan, job);
  const state = new Float32Array(plan.state.length * count);
  const initial = createEvaluator(plan.initial, plan.precision);
  const given: Record<string, number | Float32Array> = {};
  plan.uniforms.forEach((name, i) => (given[name] = uniforms[i]!));
  plan.host.forEach((name, i) => (given[name] = host[i] ?? 0));
  given.call = 1;
  for (let from = 0; from < count; from += LANES) {
    const to = Math.min(count, from + LANES);
    given.particle = Float32Array.from({ length: to - from }, (_, i) => first + from + i);
    given.x = places.x.subarray(from, to);
    given.y = places.y.subarray(from, to);
    initial.run(given, to - from).forEach((column, i) => state.set(column, i * count + from));
  }
  return { plan, count, first, state, uniforms, columns: new Map(), host };
}
