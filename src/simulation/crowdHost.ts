import type { CrowdFrame, CrowdTally, FrameRequest, TallyRequest } from './crowdJob.ts';
import { createWorkingCrowd, type WorkingCrowd } from './workingCrowd.ts';

/** In a worker: the part of the crowd that it has, kept between frames. */
export interface CrowdHost {
  tally(request: TallyRequest, pause: () => Promise<boolean>): Promise<CrowdTally | null>;
  /** Gives the particles up: nobody wants to see them. */
  forget(): void;
  /** Null where `pause`, awaited between slices of work, says to stop. */
  frame(request: FrameRequest, pause: () => Promise<boolean>): Promise<CrowdFrame | null>;
}

export function createCrowdHost(): CrowdHost {
  let shown: { readonly key: string; readonly crowd: WorkingCrowd } | undefined;
  let before: Promise<unknown> = Promise.resolve();

  async function crowdOf(
    { job, share }: Pick<FrameRequest, 'job' | 'share'>,
    pause: () => Promise<boolean>,
  ): Promise<WorkingCrowd | null> {
    const key = JSON.stringify([job, share]);
    if (shown?.key === key) return shown.crowd;
    shown?.crowd.dispose();
    shown = undefined;
    const crowd = await createWorkingCrowd(job, share, pause);
    if (crowd) shown = { key, crowd };
    return crowd;
  }

  /** One call after the other: what was cancelled must have let go before the next begins. */
  function inTurn<Answer>(pause: () => Promise<boolean>, call: () => Promise<Answer | null>): Promise<Answer | null> {
    const turn = before.catch(() => {}).then(async () => ((await pause()) ? call() : null));
    before = turn;
    return turn;
  }

  return {
    frame: (request, pause) =>
      inTurn(pause, async () => {
        const crowd = await crowdOf(request, pause);
        return crowd && (await crowd.come(request.step, request.most, pause)) ? crowd.frame(request) : null;
      }),
    tally: (request, pause) => inTurn(pause, async () => (await crowdOf(request, pause))?.tally(request) ?? null),
    forget() {
      void inTurn(
        async () => true,
        async () => {
          shown?.crowd.dispose();
          shown = undefined;
          return null;
        },
      );
    },
  };
}
