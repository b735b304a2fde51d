import type { BackendChoice } from './backendChoice.ts';

/** Whether a crowd that is to be moved so would be moved by a GPU here. */
export async function hasGpu(choice: BackendChoice): Promise<boolean> {
  return choice === 'webgpu';
}
