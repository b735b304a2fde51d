import { describe } from 'vitest';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { rosenbrock } from '../surfaces/rosenbrock.ts';
import { createArraySwarm } from './arraySwarm.ts';
import { createLoopsSwarm } from './loopsSwarm.ts';
import { contract } from './testing/contract.ts';
import { endings } from './testing/endings.ts';
import { overSamples } from './testing/samples.ts';

const loops = { create: createLoopsSwarm, overflows: false };
const array = { create: createArraySwarm, overflows: true };

describe.each([
  ['loops', loops],
  ['array', array],
] as const)('%s', (_, backend) => {
  contract(backend);
});
endings([loops, array], [rosenbrock, himmelblau]);
overSamples(loops);
