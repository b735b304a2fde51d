import type { BackendChoice } from './backendChoice.ts';
import { isSoftware } from './gpu/device.ts';
import { sharedDevice } from './gpu/shared.ts';

/** Whether a crowd that is to be moved so would be moved by a GPU here; where it is forced, the attempt says what is wrong. */
export async function hasGpu(choice: BackendChoice): Promise<boolean> {
  if (choice !== 'auto') return choice === 'webgpu';
  const device = await sharedDevice();
  return device !== null && !isSoftware(device);
}
