import { createArraySwarm } from './arraySwarm.ts';
import { createLoopsSwarm } from './loopsSwarm.ts';
import type { Swarm, SwarmInput } from './swarm.ts';

/** Many particles in generated loops, or under the array evaluator where code is forbidden. */
export async function createSwarm(input: SwarmInput): Promise<Swarm> {
  try {
    return createLoopsSwarm(input);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    return createArraySwarm(input);
  }
}
