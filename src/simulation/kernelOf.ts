import { arrayKernel } from './arraySwarm.ts';
import type { Kernel } from './kernel.ts';
import { loopsKernel } from './loopsSwarm.ts';
import type { SwarmInput } from './swarm.ts';

/** Generated loops where they may be had, else the array evaluator. */
export function kernelOf(input: SwarmInput): Kernel {
  try {
    return loopsKernel(input);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    return arrayKernel(input.plan);
  }
}
