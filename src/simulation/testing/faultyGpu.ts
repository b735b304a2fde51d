import type { GpuSource } from '../gpu/device.ts';

/** What can go wrong with a GPU. */
export type GpuFault =
  | 'no adapter'
  | 'adapter never answers'
  | 'limits too small'
  | 'no device'
  | 'shader refused'
  | 'validation error'
  | 'device lost'
  | 'submission never settles'
  | 'reading never settles'
  | 'memory refused';

/** All of them. */
export const gpuFaults: readonly GpuFault[] = [
  'no adapter',
  'adapter never answers',
  'limits too small',
  'no device',
  'shader refused',
  'validation error',
  'device lost',
  'submission never settles',
  'reading never settles',
  'memory refused',
];

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** An object that answers in place of another's methods and properties, and is the other for all else. */
function over<T extends object>(original: T, changes: Partial<T>): T {
  return new Proxy(original, {
    get(target, name) {
      if (name in changes) return changes[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** The real GPU with one fault, which shows at the `after`-th submission where it is of the work. */
export function faultyGpu(fault: GpuFault, after = 4): GpuSource {
  return {
    async requestAdapter() {
      if (fault === 'no adapter') return null;
      if (fault === 'adapter never answers') return never();
      const adapter = await navigator.gpu.requestAdapter();
      if (!adapter) return null;
      return over(adapter, {
        async requestDevice(descriptor) {
          if (fault === 'no device') throw new DOMException('none', 'OperationError');
          return faultyDevice(await adapter.requestDevice(descriptor), fault, after);
        },
      });
    },
  };
}

function faultyDevice(device: GPUDevice, fault: GpuFault, after: number): GPUDevice {
  let submissions = 0;
  const due = (): boolean => submissions >= after;
  const queue = over(device.queue, {
    submit(buffers) {
      submissions++;
      if (fault === 'device lost' && due()) device.destroy();
      if (fault === 'validation error' && due()) device.createBuffer({ size: 4, usage: 0 });
      device.queue.submit(buffers);
    },
    onSubmittedWorkDone: () =>
      fault === 'submission never settles' && due() ? never() : device.queue.onSubmittedWorkDone(),
  });
  return over(device, {
    queue,
    ...(fault === 'limits too small' ? { limits: over(device.limits, { maxStorageBufferBindingSize: 1024 }) } : {}),
    createShaderModule: descriptor =>
      device.createShaderModule(fault === 'shader refused' ? { code: `${descriptor.code}\nnot WGSL` } : descriptor),
    createBuffer(descriptor) {
      const buffer = device.createBuffer(descriptor);
      if (fault === 'reading never settles') buffer.mapAsync = () => never();
      return buffer;
    },
    popErrorScope: async () => {
      const error = await device.popErrorScope();
      return fault === 'memory refused' && due() ? new GPUOutOfMemoryError('injected') : error;
    },
  });
}
