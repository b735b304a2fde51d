import { createArraySwarm } from './arraySwarm.ts';
import type { BackendChoice } from './backendChoice.ts';
import { isSoftware, type GpuSource } from './gpu/device.ts';
import { sharedDevice } from './gpu/shared.ts';
import { createLoopsSwarm } from './loopsSwarm.ts';
import { createSteadySwarm, type Way } from './steadySwarm.ts';
import { SwarmFault, type Swarm, type SwarmInput } from './swarm.ts';
import { createGpuSwarm } from './webgpu.ts';

export interface SwarmOptions {
  readonly backend?: BackendChoice;
  /** Where the device comes from, if not from the browser. */
  readonly gpu?: GpuSource;
  /** One quiet sentence whenever the particles had to go on elsewhere. */
  readonly onFallback?: (sentence: string) => void;
}

const WORTH_A_GPU = 16_384; // particles: for fewer a worker's loops answer before a submission would

/**
 * Many particles on the backend that was chosen, or, where it can't be had or fails later on, on the next of webgpu, loops and
 * array, from where they were: the arrays of `input` are kept for that, and must stay as they are.
 */
export async function createSwarm(input: SwarmInput, options: SwarmOptions = {}): Promise<Swarm> {
  const { backend = 'auto', gpu, onFallback } = options;
  const ways: Way[] = [
    { backend: 'webgpu', open: async () => createGpuSwarm(await deviceOf(gpu), input) },
    { backend: 'loops', open: () => Promise.resolve(createLoopsSwarm(input)) },
    { backend: 'array', open: () => Promise.resolve(createArraySwarm(input)) },
  ];
  const first = backend === 'auto' ? await fitting(input.count, gpu) : backend;
  return createSteadySwarm(input.count, ways.slice(ways.findIndex(way => way.backend === first)), onFallback);
}

async function fitting(count: number, gpu: GpuSource | undefined): Promise<Swarm['backend']> {
  if (count < WORTH_A_GPU) return 'loops';
  const device = await sharedDevice(gpu);
  return device && !isSoftware(device) ? 'webgpu' : 'loops';
}

async function deviceOf(gpu: GpuSource | undefined): Promise<GPUDevice> {
  const device = await sharedDevice(gpu);
  if (!device) throw new SwarmFault('No GPU can be had here');
  return device;
}
