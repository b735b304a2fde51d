import type { CrowdFrame, FrameRequest } from './crowdJob.ts';
import { createWorkingCrowd, type WorkingCrowd } from './workingCrowd.ts';

/** In a worker: the part of the crowd that it has, kept between frames. */
export interface CrowdHost {
  /** Null where `pause`, awaited between slices of work, says to stop. */
  frame(request: FrameRequest, pause: () => Promise<boolean>): Promise<CrowdFrame | null>;
}

export function createCrowdHost(): CrowdHost {
  let shown: { readonly key: string; readonly crowd: WorkingCrowd } | undefined;
  let before: Promise<unknown> = Promise.resolve();

  async function frame(request: FrameRequest, pause: () => Promise<boolean>): Promise<CrowdFrame | null> {
    if (!(await pause())) return null;
    const key = JSON.stringify([request.job, request.share]);
    if (shown?.key !== key) {
      shown?.crowd.dispose();
      shown = undefined;
      shown = { key, crowd: await createWorkingCrowd(request.job, request.share) };
    }
    const { crowd } = shown;
    if (!(await crowd.come(request.step, request.most, pause))) return null;
    return crowd.frame(request);
  }

  return {
    /** One after the other: what was cancelled must have let go before the next begins. */
    frame: (request, pause) =>
      (before = before.catch(() => {}).then(() => frame(request, pause))) as Promise<CrowdFrame | null>,
  };
}
