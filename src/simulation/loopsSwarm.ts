import { createCpuSwarm } from './cpuSwarm.ts';
import { compileKernel, type Kernel } from './kernel.ts';
import type { Swarm, SwarmInput } from './swarm.ts';

const KEPT = 32; // compiled kernels
const kernels = new Map<string, Kernel>();

/** Particles in generated loops. Throws an EvalError where generated code is forbidden. */
export function createLoopsSwarm(input: SwarmInput): Swarm {
  const shared = input.plan.uniforms.map((_, i) => !input.columns.has(i));
  const key = `${input.plan.key}|${shared.map(Number).join('')}`;
  let kernel = kernels.get(key);
  if (!kernel) {
    kernel = compileKernel(input.plan, shared);
    if (kernels.size >= KEPT) kernels.delete(kernels.keys().next().value!);
    kernels.set(key, kernel);
  }
  return createCpuSwarm('loops', kernel, input);
}
