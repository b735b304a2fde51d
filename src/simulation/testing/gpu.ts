import { openDevice } from '../gpu/device.ts';
import { MAP_FOR_READING, use, WORKGROUP } from '../gpu/flags.ts';

/** The GPU that tests of WGSL run on. Throws an Error where there is none. */
export async function requestGpu(): Promise<GPUDevice> {
  const device = await openDevice();
  if (!device)
    throw new Error('This browser has no WebGPU adapter; e2e/tools/browser.mjs has the flags that give one.');
  return device;
}

/** A compute shader whose `body` reads `given` and writes `made`, both f32, for its `lane` of `lanes`. */
export const shaderOf = (prelude: string, body: readonly string[], lanes: number): string =>
  [
    '@group(0) @binding(0) var<storage, read> given: array<f32>;',
    '@group(0) @binding(1) var<storage, read_write> made: array<f32>;',
    prelude,
    `@compute @workgroup_size(${WORKGROUP}) fn main(@builtin(global_invocation_id) id: vec3u) {`,
    'let lane = id.x;',
    `if (lane >= ${lanes}u) { return; }`,
    ...body,
    '}',
  ].join('\n');

/** What a shader makes of what is given. Throws an Error with the compiler's words where it refuses the code. */
export async function runShader(
  device: GPUDevice,
  code: string,
  given: readonly number[],
  made: number,
  lanes: number,
): Promise<Float32Array> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const { messages } = await module.getCompilationInfo();
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });

  const bytes = made * 4;
  const source = device.createBuffer({ size: given.length * 4, usage: use.STORAGE, mappedAtCreation: true });
  new Float32Array(source.getMappedRange()).set(given);
  source.unmap();
  const target = device.createBuffer({ size: bytes, usage: use.STORAGE | use.COPY_SOURCE });
  const read = device.createBuffer({ size: bytes, usage: use.MAP_READ | use.COPY_TARGET });
  const entries = [source, target].map((resource, binding) => ({ binding, resource: { buffer: resource } }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(Math.ceil(lanes / WORKGROUP));
  pass.end();
  encoder.copyBufferToBuffer(target, 0, read, 0, bytes);
  device.queue.submit([encoder.finish()]);
  const refused = await device.popErrorScope();
  if (refused) throw new Error([refused.message, ...messages.map(({ message }) => message)].join('\n'));

  await read.mapAsync(MAP_FOR_READING);
  const all = new Float32Array(read.getMappedRange().slice(0));
  for (const used of [source, target, read]) used.destroy();
  return all;
}
