import { createEvaluator } from '../formula/evaluate.ts';
import type { Plan } from './plan.ts';

/** x, y and every slot's first value for many particles, one channel after the other. */
export function swarmState(
  plan: Plan,
  x: Float32Array,
  y: Float32Array,
  uniforms: Float32Array,
  columns: ReadonlyMap<number, Float32Array>,
  host: Float32Array,
): Float32Array {
  const inputs: Record<string, number | Float32Array> = { x, y };
  plan.uniforms.forEach((name, i) => (inputs[name] = columns.get(i) ?? uniforms[i]!));
  plan.host.forEach((name, i) => (inputs[name] = host[i] ?? 0));
  const state = new Float32Array(plan.state.length * x.length);
  createEvaluator(plan.initial, plan.precision)
    .run(inputs, x.length)
    .forEach((values, channel) => state.set(values, channel * x.length));
  return state;
}
