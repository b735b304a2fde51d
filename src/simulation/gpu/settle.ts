import { SwarmFault } from '../swarm.ts';

/** The watchdog of a submission: it takes some 30 ms; after as long as this it never settles. */
export const WATCHDOG_MS = 2000;

class Silence extends SwarmFault {}

/** The promise, or a SwarmFault after `limit` ms. */
export function within<T>(promise: Promise<T>, limit: number = WATCHDOG_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence('The GPU did not answer')), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What a device's loss is called. */
const lost = (device: GPUDevice): Promise<never> =>
  device.lost.then(() => {
    throw new SwarmFault('The GPU was lost');
  });

/**
 * The promise; a SwarmFault as soon as the device is lost, or is silent for `limit` ms, or the promise fails. A silent device
 * is given up.
 */
export async function settle<T>(device: GPUDevice, promise: Promise<T>, limit?: number): Promise<T> {
  try {
    return await within(Promise.race([promise, lost(device)]), limit);
  } catch (error) {
    if (error instanceof Silence) device.destroy();
    throw error instanceof SwarmFault ? error : new SwarmFault('The GPU failed', { cause: error });
  }
}

/** Does work on the device; the promise rejects with a SwarmFault where the device refuses it. */
export function refusable<T>(
  device: GPUDevice,
  work: () => T,
): { readonly result: T; readonly accepted: Promise<void> } {
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let result: T;
  let scopes: Promise<GPUError | null>[] = [];
  try {
    result = work();
  } finally {
    scopes = [device.popErrorScope(), device.popErrorScope()];
  }
  const accepted = Promise.all(scopes).then(([invalid, memory]) => {
    if (memory) throw new SwarmFault('The GPU has no memory left', { cause: memory });
    if (invalid) throw new SwarmFault('The GPU refused the work', { cause: invalid });
  });
  accepted.catch(() => {}); // heard by whoever settles it
  return { result, accepted };
}
