import { createArraySwarm } from './arraySwarm.ts';
import type { BackendChoice } from './backendChoice.ts';
import { createLoopsSwarm } from './loopsSwarm.ts';
import type { Swarm, SwarmInput } from './swarm.ts';

export interface SwarmOptions {
  readonly backend?: BackendChoice;
  /** One quiet sentence whenever the particles had to go on elsewhere. */
  readonly onFallback?: (sentence: string) => void;
}

/** Many particles in generated loops, or under the array evaluator where code is forbidden. */
export async function createSwarm(input: SwarmInput, { backend }: SwarmOptions = {}): Promise<Swarm> {
  try {
    if (backend !== 'array') return createLoopsSwarm(input);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
  }
  return createArraySwarm(input);
}
