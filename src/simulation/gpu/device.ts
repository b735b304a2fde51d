import { within } from './settle.ts';

const PATIENCE_MS = 2000; // for an adapter, and then for a device
const MOST_BYTES = 2 ** 30; // of a buffer, where the adapter has as much

/** A GPU that can be asked for a device; tests bring their own. */
export type GpuSource = Pick<GPU, 'requestAdapter'>;

/** The browser's, where it has one. */
export const browserGpu = (): GpuSource | undefined => ('gpu' in navigator ? navigator.gpu : undefined);

/** A device with buffers as large as its adapter allows; null where there is no adapter, or it gives none. */
export async function openDevice(source: GpuSource | undefined = browserGpu()): Promise<GPUDevice | null> {
  try {
    const adapter = source && (await within(source.requestAdapter(), PATIENCE_MS));
    if (!adapter) return null;
    const most = (limit: number): number => Math.min(limit, MOST_BYTES);
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const requiredLimits = {
      maxBufferSize: most(maxBufferSize),
      maxStorageBufferBindingSize: most(maxStorageBufferBindingSize),
    };
    return await within(adapter.requestDevice({ requiredLimits }), PATIENCE_MS);
  } catch {
    return null;
  }
}

/** Software that poses as a GPU: several workers with loops are faster. */
export const isSoftware = ({ adapterInfo }: GPUDevice): boolean =>
  adapterInfo.isFallbackAdapter ||
  /swiftshader|llvmpipe|software|basic render/i.test(Object.values(words(adapterInfo)).join(' '));

const words = ({ vendor, architecture, device, description }: GPUAdapterInfo) => ({
  vendor,
  architecture,
  device,
  description,
});
