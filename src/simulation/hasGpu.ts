import type { BackendChoice } from './backendChoice.ts';
import { isSoftware } from './gpu/device.ts';
import { sharedDevice } from './gpu/shared.ts';

/** Whether a crowd that is to be moved so goes to one worker's GPU as a whole; where it is forced and missing, that is said. */
export async function hasGpu(choice: BackendChoice): Promise<boolean> {
  if (choice !== 'auto') return choice === 'webgpu';
  const device = await sharedDevice();
  return device !== null && !isSoftware(device);
}
