import { beforeAll, describe } from 'vitest';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { rosenbrock } from '../surfaces/rosenbrock.ts';
import type { Swarm, SwarmInput } from './swarm.ts';
import { contract } from './testing/contract.ts';
import { endings } from './testing/endings.ts';
import { overSamples } from './testing/samples.ts';
import { requestGpu } from './testing/gpu.ts';
import { createGpuSwarm } from './webgpu.ts';

let device: GPUDevice;

beforeAll(async () => {
  device = await requestGpu();
});

const webgpu = { create: (input: SwarmInput): Promise<Swarm> => createGpuSwarm(device, input), overflows: true };

describe('WebGPU', () => {
  contract(webgpu);
});
endings([webgpu], [rosenbrock, himmelblau]);
overSamples(webgpu);
