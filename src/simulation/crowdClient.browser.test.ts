import { afterEach, expect, test, vi } from 'vitest';
import { usualCrowd, type Crowd } from '../experiment/crowd.ts';
import { openingOf } from '../experiment/experiment.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { createCrowdClient, type CrowdClient, type CrowdShown, type CrowdWish } from './crowdClient.ts';
import { crowdJob, type CrowdTally } from './crowdJob.ts';
import { createPainter, type CrowdLook } from './painter.ts';
import { createPool } from './pool.ts';
import { spawnPainter, spawnSwarm } from './spawn.ts';
import type { SwarmWorker } from './swarmWorker.ts';

const surface = surfaceNamed('himmelblau')!;
const grid = { width: 120, height: 90, x0: -6, x1: 6, y0: -4.5, y1: 4.5 };
const table = Uint8Array.from({ length: 768 }, (_, i) => i % 256);
const look: CrowdLook = {
  colours: { scale: { table, base: 0, least: 1e-4, most: 1000 } },
  full: 50,
  radius: 2,
  tails: 0,
};

function wishOf(step: number, crowd: Partial<Crowd> = {}): CrowdWish {
  const experiment = { ...openingOf(surface), crowd: { ...usualCrowd(surface), ...crowd } };
  return { job: crowdJob(experiment, 1)!, step, grid, look, arrived: 1e-3 };
}

let client: CrowdClient;
afterEach(() => client.dispose());

/** A client with what it has shown; `faulty` workers come before sound ones. */
function clientOf({ swarms = [], painters = [] }: { swarms?: string[]; painters?: string[] } = {}) {
  const shown: CrowdShown[] = [];
  const tallies: CrowdTally[] = [];
  const said: string[] = [];
  const faulty = (code: string): Worker =>
    new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const from = (list: string[], sound: () => Worker) => (): Worker => {
    const code = list.shift();
    return code === undefined ? sound() : faulty(code);
  };
  client = createCrowdClient({
    pool: createPool<SwarmWorker>({
      spawn: from(swarms, spawnSwarm),
      size: 2,
      silence: 400,
      onFault: sentence => said.push(sentence),
    }),
    painter: createPainter(from(painters, spawnPainter)),
    choice: 'loops',
    onShown: picture => shown.push(picture),
    onTally: tally => tallies.push(tally),
    onFault: sentence => said.push(sentence),
    onError: sentence => said.push(sentence),
  });
  return { shown, tallies, said };
}

/** Answers that it is ready and has no GPU; at a frame or a picture it does something else. */
const broken = (instead: string): string => `onmessage = ({ data: { id, path } }) => {
  if (path?.[0] === 'frame' || path?.[0] === 'paint') { ${instead} }
  else postMessage({ id, type: 'RAW', value: path?.[0] === 'ready' });
};`;

const covered = ({ bitmap }: CrowdShown): number => {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
};

test.each([500, 100_000])('a crowd of %s comes as a picture of the grid, then its numbers', async count => {
  const { shown, tallies, said } = clientOf();
  client.show(wishOf(0, { count, size: 2 }));
  await vi.waitFor(() => expect([tallies, shown].every(list => list.length > 0)).toBe(true), 8000);
  expect(shown.at(-1)).toMatchObject({ step: 0, ahead: 1, backend: 'loops', grid });
  expect([shown.at(-1)!.bitmap.width, shown.at(-1)!.bitmap.height]).toEqual([120, 90]);
  expect(covered(shown.at(-1)!)).toBeGreaterThan(800); // a disk of 20 cells' radius
  expect(tallies).toMatchObject([{ step: 0, arrived: 0, lost: 0, moments: { count } }]);
  expect(said).toEqual([]);
});

test('the latest wish wins, and wishes are never queued', async () => {
  const { shown, tallies } = clientOf();
  const wish = wishOf(0, { count: 200_000 });
  for (let step = 0; step <= 180; step++) client.show({ ...wish, step });
  await vi.waitFor(() => expect(tallies).toMatchObject([{ step: 180 }]), 8000);
  await vi.waitFor(() => expect(shown.at(-1)?.step).toBe(180), 8000);
  expect(shown.length).toBeLessThan(60);
  client.show(wishOf(3, { count: 300 }));
  client.show(wishOf(7, { count: 400 }));
  await vi.waitFor(() => expect(shown.at(-1)!.step).toBe(7), 8000);
  client.show(null);
});

test.each([
  ['hangs', 'for (;;);'],
  ['crashes', 'throw new Error("lost");'],
])('a worker that %s is replaced, and the same picture comes', async (_, instead) => {
  const { shown, said } = clientOf({ swarms: [broken(instead)] });
  client.show(wishOf(5, { count: 50_000 }));
  await vi.waitFor(() => expect(shown.at(-1)?.step).toBe(5), 8000);
  expect(said).toEqual(['A background worker stopped and was replaced; its work was repeated.']);
});

test('a painter that crashes is replaced, and the same picture and its numbers come', async () => {
  const { shown, tallies, said } = clientOf({ painters: [broken('throw new Error("out of paint");')] });
  client.show(wishOf(2, { count: 300 }));
  await vi.waitFor(() => expect(shown.at(-1)?.step).toBe(2), 8000);
  await vi.waitFor(() => expect(tallies.at(-1)).toMatchObject({ step: 2 }), 8000);
  expect(said).toEqual(['The painting worker stopped and was replaced; the picture was painted again.']);
});

test('painters that crash again and again are named', async () => {
  const crashes = 'throw new Error("out of paint");';
  const { said } = clientOf({ painters: [crashes, crashes, crashes].map(broken) });
  client.show(wishOf(0, { count: 300 }));
  await vi.waitFor(() => expect(said.at(-1)).toContain('out of paint'), 8000);
});
