import { SwarmFault } from '../swarm.ts';
import { refusable, settle } from './settle.ts';

const COMPILING_MS = 6000;
const COMPUTE = 0x4; // of GPUShaderStage

/** A shader made ready on a device, and what was learnt of it. */
export interface Prepared {
  readonly pipeline: GPUComputePipeline;
  /** Particle-steps a millisecond, once timed. */
  speed: number;
}

const prepared = new WeakMap<GPUDevice, Map<string, Promise<Prepared>>>();

/** What is to be compiled. */
export interface Shader {
  /** Shaders of one key are the same. */
  readonly key: string;
  readonly code: () => string;
  readonly entryPoint?: string;
  /** The kinds of its buffers, binding by binding. */
  readonly buffers: readonly GPUBufferBindingType[];
}

/** The compute pipeline of a shader, compiled once a device and key. Rejects with a SwarmFault where it is refused. */
export function prepare(device: GPUDevice, shader: Shader): Promise<Prepared> {
  const { key } = shader;
  let known = prepared.get(device);
  if (!known) prepared.set(device, (known = new Map()));
  let ready = known.get(key);
  if (!ready) {
    ready = compile(device, shader);
    ready.catch(() => known.delete(key));
    known.set(key, ready);
  }
  return ready;
}

async function compile(device: GPUDevice, { code, entryPoint = 'main', buffers }: Shader): Promise<Prepared> {
  const { result, accepted } = refusable(device, () => {
    const module = device.createShaderModule({ code: code() });
    const entries = buffers.map((type, binding) => ({ binding, visibility: COMPUTE, buffer: { type } }));
    const layout = device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout({ entries })] });
    return { module, making: device.createComputePipelineAsync({ layout, compute: { module, entryPoint } }) };
  });
  try {
    const [pipeline] = await settle(device, Promise.all([result.making, accepted]), COMPILING_MS);
    return { pipeline, speed: 0 };
  } catch (error) {
    if (error instanceof SwarmFault && !error.cause) throw error; // lost or silent
    const { messages } = await settle(device, result.module.getCompilationInfo());
    const words = messages.map(({ message }) => message).join('\n');
    throw new SwarmFault('The GPU refused the program', { cause: new Error(words) });
  }
}
