import { MAP_FOR_READING, use } from './flags.ts';
import { refusable, settle } from './settle.ts';

/** The buffers of one swarm. */
export interface Memory {
  /** Zeroed, or holding `content`. A refusal comes out of the next `submit`. */
  buffer(bytes: number, usage: number, content?: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBuffer;
  free(buffer: GPUBuffer): void;
  /** Has the device do work; resolves when it is done, rejects with a SwarmFault where it isn't. */
  submit(encode: (encoder: GPUCommandEncoder) => void): Promise<void>;
  /** Reads ranges of buffers back, one after the other, in one buffer that is kept for the next time. */
  read<T>(ranges: readonly Range[], take: (bytes: ArrayBuffer) => T): Promise<T>;
  dispose(): void;
}

/** Bytes of a buffer. */
export interface Range {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly bytes: number;
}

export function createMemory(device: GPUDevice): Memory {
  const buffers = new Set<GPUBuffer>();
  let pending: Promise<void>[] = [];
  let staging: GPUBuffer | undefined;

  function buffer(bytes: number, usage: number, content?: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) {
    const { result, accepted } = refusable(device, () => {
      const made = device.createBuffer({ size: Math.max(4, bytes), usage });
      if (content && content.length > 0) device.queue.writeBuffer(made, 0, content);
      return made;
    });
    pending.push(accepted);
    buffers.add(result);
    return result;
  }

  function free(used: GPUBuffer): void {
    used.destroy();
    buffers.delete(used);
  }

  async function submit(encode: (encoder: GPUCommandEncoder) => void): Promise<void> {
    const { accepted } = refusable(device, () => {
      const encoder = device.createCommandEncoder();
      encode(encoder);
      device.queue.submit([encoder.finish()]);
    });
    const before = pending;
    pending = [];
    await settle(device, Promise.all([...before, accepted, device.queue.onSubmittedWorkDone()]));
  }

  return {
    buffer,
    free,
    submit,
    async read(ranges, take) {
      const bytes = ranges.reduce((sum, range) => sum + range.bytes, 0);
      if (staging && staging.size < bytes) {
        free(staging);
        staging = undefined;
      }
      const target = (staging ??= buffer(bytes, use.MAP_READ | use.COPY_TARGET));
      let offset = 0;
      const done = submit(encoder => {
        for (const range of ranges) {
          encoder.copyBufferToBuffer(range.buffer, range.offset, target, offset, range.bytes);
          offset += range.bytes;
        }
      });
      await settle(device, Promise.all([done, target.mapAsync(MAP_FOR_READING, 0, bytes)]));
      try {
        return take(target.getMappedRange(0, bytes));
      } finally {
        target.unmap();
      }
    },
    dispose() {
      for (const used of buffers) used.destroy();
      buffers.clear();
    },
  };
}
