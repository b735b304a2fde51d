import { browserGpu, openDevice, type GpuSource } from './device.ts';

const MOST_LOSSES = 3; // after which this GPU is left alone

interface Shared {
  device: Promise<GPUDevice | null> | undefined;
  losses: number;
}

const all = new WeakMap<GpuSource, Shared>();

/** The one device of this thread, opened anew after it was lost; null where there is none, or it was lost too often. */
export async function sharedDevice(source: GpuSource | undefined = browserGpu()): Promise<GPUDevice | null> {
  if (!source) return null;
  let shared = all.get(source);
  if (!shared) all.set(source, (shared = { device: undefined, losses: 0 }));
  if (shared.losses >= MOST_LOSSES) return null;
  return (shared.device ??= open(source, shared));
}

async function open(source: GpuSource, shared: Shared): Promise<GPUDevice | null> {
  const device = await openDevice(source);
  if (!device) shared.device = undefined; // there may be one later on
  void device?.lost.then(() => {
    shared.device = undefined;
    shared.losses++;
  });
  return device;
}
