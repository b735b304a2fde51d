import { createEvaluator } from '../formula/evaluate.ts';
import { whyUndefined } from '../surfaces/undefined.ts';
import type { Job } from './job.ts';
import type { Plan } from './plan.ts';

/**
 * Why a run broke off at the call after `state`, its call number `done + 1`: what is undefined where it stands, or where the
 * call leads; undefined where numbers have only become too large.
 */
export function whyBroken(
  plan: Plan,
  { surface, parameters }: Job,
  state: Float32Array,
  uniforms: Float32Array,
  host: Float32Array,
  done: number,
): string | undefined {
  const here = whyUndefined(surface, parameters, state[0]!, state[1]!);
  if (here !== undefined) return here;
  const row = (plan.clock < 0 ? done : state[plan.clock]!) * plan.host.length;
  const inputs: Record<string, number> = { call: done + 1, particle: 0 };
  plan.state.forEach((name, i) => (inputs[name] = state[i]!));
  plan.uniforms.forEach((name, i) => (inputs[name] = uniforms[i]!));
  plan.host.forEach((name, i) => (inputs[name] = host[row + i]!));
  const [x, y] = createEvaluator(plan.next.slice(0, 2), plan.precision).run(inputs, 1);
  const reached = Number.isFinite(x![0]) && Number.isFinite(y![0]);
  return reached ? whyUndefined(surface, parameters, x![0]!, y![0]!) : undefined;
}
