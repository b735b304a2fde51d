import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { usualCrowd } from '../experiment/crowd.ts';
import { opening } from '../experiment/experiment.ts';
import { createCrowdClient } from './crowdClient.ts';
import { crowdJob, type CrowdFrame, type CrowdTally } from './crowdJob.ts';
import type { Painter } from './painter.ts';
import type { Pool } from './pool.ts';
import type { SwarmWorker } from './swarmWorker.ts';
import { surfaces } from '../surfaces/index.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a worker that was replaced after its picture catches up, and is counted then', async () => {
  const frame: CrowdFrame = {
    step: 5,
    pace: 1,
    backend: 'loops',
    fault: null,
    ahead: 1,
    census: null,
    layers: [],
    points: null,
  };
  const moments = { count: 0, mean: [0, 0], scatter: [0, 0, 0] } as unknown as CrowdTally['moments'];
  const steps = [0, 5]; // a new worker has its particles at the start
  const worker = {
    hasGpu: async () => false,
    frame: async () => frame,
    tally: async () => ({ step: steps.shift()!, arrived: 1, lost: 0, moments }),
  };
  const pool = {
    size: 1,
    on: async (_: number, work: (remote: typeof worker, ticket: number) => unknown) => work(worker, 1),
    dispose: () => {},
  } as unknown as Pool<SwarmWorker>;
  const painter = { paint: async () => null, dispose: () => {} } as unknown as Painter;
  const tallies: CrowdTally[] = [];
  const client = createCrowdClient({
    pool,
    painter,
    choice: 'loops',
    onShown: () => {},
    onTally: tally => tallies.push(tally),
    onFault: () => {},
    onError: sentence => expect.unreachable(sentence),
  });
  const job = crowdJob({ ...opening, crowd: { ...usualCrowd(surfaces[0]!), count: 10 } }, 0)!;
  const grid = { width: 10, height: 10, x0: 0, x1: 1, y0: 0, y1: 1 };
  client.show({ job, step: 5, grid, look: {} as never, arrived: 1 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(tallies).toMatchObject([{ step: 5, arrived: 1 }]);
});
