import { channelPlace } from './channels.ts';
import { binnedOf, cellWords, countShader, gridWords, sumShader } from './gpu/bins.ts';
import { use, WORKGROUP } from './gpu/flags.ts';
import { createMemory } from './gpu/memory.ts';
import { createPace } from './gpu/pace.ts';
import { prepare, type Prepared } from './gpu/pipelines.ts';
import { dataWords, givenWords, lossShader, shapeOf, stepShader, type Work } from './gpu/programs.ts';
import { createTurns } from './gpu/turns.ts';
import { SwarmFault, type Keyframe, type Swarm, type SwarmInput } from './swarm.ts';

interface GpuKeyframe extends Keyframe {
  readonly buffer: GPUBuffer;
}

/**
 * Particles that stay on the GPU: many calls a dispatch, and only what is asked for comes back. Rejects with a SwarmFault
 * where the device refuses it; so do its methods later on.
 */
export async function createGpuSwarm(device: GPUDevice, input: SwarmInput): Promise<Swarm> {
  const { plan, count } = input;
  const columns = [...input.columns.keys()];
  const shape = shapeOf(plan, count);
  const channelBytes = 4 * count;
  const stateBytes = channelBytes * plan.state.length;
  const rowBytes = 4 * dataWords(plan) + channelBytes * columns.length + input.host.byteLength;
  if (Math.max(stateBytes, rowBytes) > device.limits.maxStorageBufferBindingSize)
    throw new SwarmFault('The particles are too many for the GPU');
  if (Math.ceil(count / WORKGROUP) > device.limits.maxComputeWorkgroupsPerDimension)
    throw new SwarmFault('The particles are too many for the GPU');

  const none: Work = { from: 0, calls: 0, begin: 0, end: count };
  const stepping = await prepare(device, stepShader(plan, columns, shape));
  const memory = createMemory(device);
  const inTurn = createTurns();
  const pace = createPace(stepping, count, plan);
  const given = memory.buffer(4 * givenWords(input, none, 1).length, use.UNIFORM | use.COPY_TARGET);
  const state = memory.buffer(stateBytes, use.STORAGE | use.COPY_SOURCE | use.COPY_TARGET, owned(input.state));
  const rows = memory.buffer(rowBytes, use.STORAGE | use.COPY_TARGET, rowsOf(input));
  const stepGroup = group(stepping, [given, state, rows]);
  let losses: GPUBuffer | undefined;
  let cells: GPUBuffer | undefined;
  let step = 0;
  await memory.submit(() => {});

  function group({ pipeline }: Prepared, buffers: readonly GPUBuffer[]): GPUBindGroup {
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  }

  function dispatch(encoder: GPUCommandEncoder, { pipeline }: Prepared, bound: GPUBindGroup, lanes: number): void {
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bound);
    pass.dispatchWorkgroups(Math.ceil(lanes / WORKGROUP));
    pass.end();
  }

  function move(work: Work): Promise<void> {
    const moved = work.end - work.begin;
    const stride = Math.ceil(moved / shape.each);
    device.queue.writeBuffer(given, 0, givenWords(input, work, stride));
    const done = memory.submit(encoder => dispatch(encoder, stepping, stepGroup, stride));
    return pace.time(work.calls * moved, done);
  }

  /** The losses where the particles are, on the device. */
  async function lossBuffer(): Promise<GPUBuffer> {
    const prepared = await prepare(device, lossShader(plan, columns));
    const into = (losses ??= memory.buffer(channelBytes, use.STORAGE | use.COPY_SOURCE));
    device.queue.writeBuffer(given, 0, givenWords(input, { ...none, from: step }, count));
    await memory.submit(encoder => dispatch(encoder, prepared, group(prepared, [given, state, rows, into]), count));
    return into;
  }

  /** Where a channel lies. */
  async function channel(name: string): Promise<{ buffer: GPUBuffer; offset: number; bytes: number }> {
    const place = channelPlace(plan, name);
    if (place < 0) return { buffer: await lossBuffer(), offset: 0, bytes: channelBytes };
    return { buffer: state, offset: place * channelBytes, bytes: channelBytes };
  }

  /** A refusal comes out of the next call. */
  function copy(from: GPUBuffer, to: GPUBuffer): void {
    inTurn(() => memory.submit(encoder => encoder.copyBufferToBuffer(from, 0, to, 0, stateBytes))).catch(() => {});
  }

  return {
    backend: 'webgpu',
    count,
    get step() {
      return step;
    },
    play: (to, pause) =>
      inTurn(async () => {
        let before: Promise<void> | undefined; // one is under way while the next is handed in
        let going = true;
        while (going && step < to) {
          const calls = pace.calls(to - step, pause === undefined);
          for (let begin = 0; begin < count;) {
            const end = Math.min(count, begin + pace.particles(calls));
            const now = move({ from: step, calls, begin, end });
            now.catch(() => {}); // awaited next
            await before;
            before = now;
            begin = end;
            const last = end === count && step + calls === to;
            if (pause && going && !last) going = await pause(); // the others have to come after, too
          }
          step += calls;
        }
        await before;
      }),
    read: (names, into = []) =>
      inTurn(async () => {
        const ranges = [];
        for (const name of names) ranges.push(await channel(name));
        return memory.read(ranges, bytes =>
          names.map((_, i) => {
            const target = into[i] ?? new Float32Array(count);
            target.set(new Float32Array(bytes, i * channelBytes, count));
            return target;
          }),
        );
      }),
    bin: (grid, name, into) =>
      inTurn(async () => {
        const { buffer: values, offset } = await channel(name ?? 'x');
        const counting = await prepare(device, countShader);
        const summing = await prepare(device, sumShader);
        const bytes = 4 * cellWords(grid);
        if (cells && cells.size !== bytes) {
          memory.free(cells);
          cells = undefined;
        }
        const counted = (cells ??= memory.buffer(bytes, use.STORAGE | use.COPY_SOURCE | use.COPY_TARGET));
        const words = gridWords(grid, count, offset / 4);
        const places = memory.buffer(words.byteLength, use.UNIFORM | use.COPY_TARGET, words);
        const bound = group(counting, [places, state, values, counted]);
        const done = memory.submit(encoder => {
          encoder.clearBuffer(counted);
          dispatch(encoder, counting, bound, count);
          if (name !== undefined) dispatch(encoder, summing, group(summing, [places, state, values, counted]), count);
        });
        const length = name === undefined ? 4 * (1 + grid.width * grid.height) : bytes;
        const read = memory.read([{ buffer: counted, offset: 0, bytes: length }], range =>
          binnedOf(grid, new Uint32Array(range), name !== undefined, into),
        );
        const [binned] = await Promise.all([read, done]);
        memory.free(places);
        return binned;
      }),
    keep(): GpuKeyframe {
      const buffer = memory.buffer(stateBytes, use.COPY_SOURCE | use.COPY_TARGET);
      copy(state, buffer);
      return { step, buffer, dispose: () => memory.free(buffer) };
    },
    restore(keyframe) {
      const { buffer } = keyframe as GpuKeyframe;
      copy(buffer, state);
      ({ step } = keyframe);
    },
    dispose: () => memory.dispose(),
  };
}

/** Arrays that a buffer may be written from: shared memory may not. */
const owned = (array: Float32Array): Float32Array<ArrayBuffer> =>
  array.buffer instanceof ArrayBuffer ? (array as Float32Array<ArrayBuffer>) : Float32Array.from(array);

/** The columns of hyperparameters one after the other, then the host's rows. */
function rowsOf({ plan, count, columns, host }: SwarmInput): Float32Array<ArrayBuffer> {
  const data = dataWords(plan);
  const rows = new Float32Array(data + columns.size * count + host.length);
  for (const { place, values } of plan.graph.columns) rows.set(values, place * values.length);
  [...columns.values()].forEach((column, i) => rows.set(column, data + i * count));
  rows.set(host, data + columns.size * count);
  return rows;
}
