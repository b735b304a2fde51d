import { createCpuSwarm } from './cpuSwarm.ts';
import { compileKernel, type Kernel } from './kernel.ts';
import type { Swarm, SwarmInput } from './swarm.ts';

const KEPT = 32; // compiled kernels
const kernels = new Map<string, Kernel>();

/** Particles in generated loops. Throws an EvalError where generated code is forbidden. */
export const createLoopsSwarm = (input: SwarmInput): Swarm => createCpuSwarm(loopsKernel(input), input);

/** The generated loops for a swarm, compiled or kept. Throws an EvalError where generated code is forbidden. */
export function loopsKernel({ plan, columns }: Pick<SwarmInput, 'plan' | 'columns'>): Kernel {
  const shared = plan.uniforms.map((_, i) => !columns.has(i));
  const key = `${plan.key}|${shared.map(Number).join('')}`;
  let kernel = kernels.get(key);
  if (!kernel) {
    kernel = compileKernel(plan, shared);
    if (kernels.size >= KEPT) kernels.delete(kernels.keys().next().value!);
    kernels.set(key, kernel);
  }
  return kernel;
}
