import { tailsOf } from '../experiment/crowd.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { arrayKernel } from './arraySwarm.ts';
import { createSwarm } from './createSwarm.ts';
import type { CrowdFrame, CrowdJob, CrowdShare, CrowdTally, FrameRequest, TallyRequest } from './crowdJob.ts';
import { kindsOfMinima, minimumKinds } from './crowdKinds.ts';
import { partsOf } from './crowdPlaces.ts';
import { createCrowdViews } from './crowdViews.ts';
import { HELD } from './history.ts';
import { kernelOf } from './kernelOf.ts';
import { createKeyframes } from './keyframes.ts';
import { planOf } from './plan.ts';
import { createRememberingSwarm, type RememberingSwarm } from './rememberingSwarm.ts';
import { speedPlan } from './speedPlan.ts';
import type { Swarm } from './swarm.ts';
import { swarmInput } from './swarmInput.ts';

/** A worker's part of a crowd, at some call. */
export interface WorkingCrowd {
  /** Comes nearer to call `step` by at most `most` calls; false where `pause` said to stop. */
  come(step: number, most: number, pause: () => Promise<boolean>): Promise<boolean>;
  frame(request: FrameRequest): Promise<CrowdFrame>;
  tally(request: TallyRequest): Promise<CrowdTally>;
  dispose(): void;
}

const KEYFRAME_BYTES = 96 * 2 ** 20; // of all workers together
const MOST_KEYFRAMES = 64;

/** Null where `pause` said to stop. */
export async function createWorkingCrowd(
  job: CrowdJob,
  share: CrowdShare,
  pause: () => Promise<boolean>,
): Promise<WorkingCrowd | null> {
  const { crowd, jobs } = job;
  const [{ surface, parameters, steps }] = jobs as [CrowdJob['jobs'][number]];
  const parts = partsOf(job, share);
  const swarms: Swarm[] = [];
  const tailed: RememberingSwarm[] = [];
  const tails = tailsOf(crowd);
  let fault: string | null = null;
  let channels = 1;
  for (const { rule, first, ...places } of parts) {
    const bare = planOf(surface, jobs[rule]!.optimizer);
    const plan = crowd.colour === 'speed' ? speedPlan(bare) : bare;
    channels = Math.max(channels, plan.state.length);
    if (!(await pause())) return null;
    const input = swarmInput(plan, jobs[rule]!, places, first);
    if (!(await pause())) return null;
    if (tails > 0) {
      const kernel = share.backend === 'array' ? arrayKernel(plan) : kernelOf(input);
      tailed.push(createRememberingSwarm(kernel, input, steps, (HELD * input.count) / crowd.count));
    } else
      swarms.push(await createSwarm(input, { backend: share.backend, onFallback: sentence => (fault = sentence) }));
  }
  swarms.push(...tailed);
  const affordable = Math.floor(KEYFRAME_BYTES / (4 * channels * crowd.count));
  const keyframes = createKeyframes(swarms, Math.min(MOST_KEYFRAMES, affordable));
  const views = createCrowdViews(swarms, crowd.colour, () => tailed.map(swarm => swarm.tail(tails)));
  const looksAhead = crowd.colour === 'minimum';
  if (crowd.colour === 'run')
    views.setKinds(
      swarms.map((swarm, i) => new Uint8Array(swarm.count).fill(parts[i]!.rule)),
      jobs.length,
    );
  let known = !looksAhead;
  let pace = 0;
  let census: CrowdFrame['census'] = views.census();
  const now = (): number => swarms[0]?.step ?? 0;

  /** The run ahead has reached the end: everyone gets the kind of the minimum that is near. */
  async function learnKinds(): Promise<void> {
    const minima = minimaOf(surface, parameters);
    const extent = surface.domain[0][1] - surface.domain[0][0];
    const kinds: Uint8Array[] = [];
    for (const swarm of swarms) kinds.push(minimumKinds(await swarm.read(['x', 'y']), minima, extent));
    views.setKinds(kinds, kindsOfMinima(minima.length));
    census = views.census();
    known = true;
  }

  return {
    async come(step, most, pauseNow) {
      if (swarms.length === 0) return true;
      const wanted = known ? step : steps;
      keyframes.restore(wanted);
      const target = Math.min(wanted, now() + most);
      const [from, began] = [now(), performance.now()];
      const run = { going: true };
      const breathe = async (): Promise<boolean> => (run.going = await pauseNow());
      while (run.going && now() < target) {
        const next = Math.min(target, keyframes.next(now()));
        for (const swarm of swarms) if (run.going) await swarm.play(next, breathe);
        if (!run.going) break;
        keyframes.note();
        if (now() < target) await breathe();
      }
      if (now() > from) pace = (performance.now() - began) / (now() - from);
      if (run.going && !known && now() >= steps) await learnKinds();
      return run.going;
    },
    async frame({ grid, points, spare, step }) {
      const few = crowd.count <= points;
      return {
        step: swarms.length > 0 ? now() : step,
        pace,
        backend: swarms[0]?.backend ?? 'loops',
        fault,
        ahead: known || swarms.length === 0 ? 1 : now() / steps,
        census,
        points: few ? await views.points() : null,
        layers: few ? [] : await views.layers(grid, spare),
      };
    },
    tally: async ({ arrived }) => ({ step: now(), ...(await views.tally(arrived)) }),
    dispose() {
      keyframes.dispose();
      for (const swarm of swarms) swarm.dispose();
    },
  };
}
