import * as Comlink from 'comlink';
import { joined } from '../experiment/noiseCloud.ts';
import type { BackendChoice } from './backendChoice.ts';
import {
  arraysOf,
  type CrowdFrame,
  type CrowdJob,
  type CrowdShare,
  type CrowdTally,
  type FrameRequest,
  type Layer,
} from './crowdJob.ts';
import type { CrowdLook, Painter } from './painter.ts';
import type { Pool } from './pool.ts';
import type { Grid, Swarm } from './swarm.ts';
import type { SwarmWorker } from './swarmWorker.ts';

/** What is to be seen: the crowd of a job at a step, in the cells of a picture. The same job is the same object. */
export interface CrowdWish {
  readonly job: CrowdJob;
  readonly step: number;
  readonly grid: Grid;
  readonly look: CrowdLook;
  /** A particle of at most this loss counts as arrived. */
  readonly arrived: number;
}

/** A painted crowd, and what it shows. Whoever gets the bitmap owns it. */
export interface CrowdShown {
  readonly bitmap: ImageBitmap;
  readonly grid: Grid;
  readonly step: number;
  readonly backend: Swarm['backend'];
  /** How far the search for everyone's minimum is; 1 when it is done or not needed. */
  readonly ahead: number;
  /** Particles of each kind, once they are known. */
  readonly census: readonly number[] | null;
}

export interface CrowdClient {
  /** Latest wins: wishes are never queued. Null: nothing. */
  show(wish: CrowdWish | null): void;
  dispose(): void;
}

export interface CrowdClientOptions {
  readonly pool: Pool<SwarmWorker>;
  readonly painter: Painter;
  /** What is to move the particles, if it can be had. */
  readonly choice: BackendChoice;
  readonly onShown: (shown: CrowdShown) => void;
  /** How the crowd stands, where the cursor rests. */
  readonly onTally: (tally: CrowdTally) => void;
  /** The crowd had to go on elsewhere, in a quiet sentence. */
  readonly onFault: (sentence: string) => void;
  /** The crowd could not be computed or painted, in words. */
  readonly onError: (sentence: string) => void;
}

const BUSY_MS = 60; // of work between two pictures
const FIRST_CALLS = 4; // as long as it isn't known how long one takes
const MOST_CALLS = 10_000;
const RESTING_MS = 250; // after which the particles are counted
const MOST_UNPAINTED = 3;
const A_WORKER = 8192; // particles that are worth one more
/** As many particles are drawn one by one. */
const MOST_POINTS = 20_000;

/** Asks the pool for frames and the painter for pictures, step by step towards what was wished for last. */
export function createCrowdClient({
  pool,
  painter,
  choice,
  onShown,
  onTally,
  onFault,
  onError,
}: CrowdClientOptions): CrowdClient {
  /** Whether one worker has a GPU to move all; undefined until it has been asked. */
  let whole: boolean | undefined;
  const spare: (readonly Layer[] | undefined)[] = [];
  const told = new Set<string>();
  let wish: CrowdWish | null = null;
  let fulfilled: CrowdWish | null = null;
  let running = false;
  let stop = new AbortController();
  let pace = 0;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let unpainted = 0; // pictures in a row that could not be painted

  /** All of the crowd on the GPU of one worker, where that is wanted and can be had; else in shares. */
  function shares({ job }: CrowdWish): CrowdShare[] {
    if (whole) return [{ index: 0, of: 1, backend: choice }];
    const of = Math.max(1, Math.min(pool.size, Math.ceil(job.crowd.count / A_WORKER)));
    return Array.from({ length: of }, (_, index) => ({ index, of, backend: choice === 'array' ? choice : 'loops' }));
  }

  async function ask(now: CrowdWish, signal: AbortSignal): Promise<CrowdFrame[] | null> {
    const { job, step, grid } = now;
    whole ??= (await pool.on(0, remote => remote.hasGpu(choice))) ?? false;
    const most = pace === 0 ? FIRST_CALLS : Math.max(1, Math.min(MOST_CALLS, Math.floor(BUSY_MS / pace)));
    const frames = await Promise.all(
      shares(now).map(share =>
        pool.on<CrowdFrame>(
          share.index,
          (remote, ticket) => {
            const used = spare[share.index] ?? [];
            spare[share.index] = undefined;
            const request: FrameRequest = { job, share, step, most, grid, points: MOST_POINTS, spare: used };
            return remote.frame(ticket, Comlink.transfer(request, arraysOf({ layers: used, points: null })));
          },
          signal,
        ),
      ),
    );
    return frames.every(frame => frame !== null) ? frames : null;
  }

  async function paint({ grid, look }: CrowdWish, frames: readonly CrowdFrame[]): Promise<void> {
    const [{ step, backend, ahead, census }] = frames as [CrowdFrame];
    const parts = frames.map(({ layers, points }) => ({ layers, points }));
    const painted = await painter.paint({ parts, grid, look });
    unpainted = 0;
    (painted?.parts ?? parts).forEach(({ layers }, i) => (spare[i] = layers));
    if (!painted) return;
    const all = census && census.map((_, kind) => frames.reduce((sum, frame) => sum + (frame.census?.[kind] ?? 0), 0));
    onShown({ bitmap: painted.bitmap, grid, step, backend, ahead, census: all });
  }

  async function count(now: CrowdWish): Promise<void> {
    const { job, arrived } = now;
    const tallies = await Promise.all(
      shares(now).map(share =>
        pool.on<CrowdTally>(
          share.index,
          (remote, ticket) => remote.tally(ticket, { job, share, arrived }),
          stop.signal,
        ),
      ),
    );
    if (now !== wish) return;
    // A worker that was replaced since the picture has to catch up first.
    if (!tallies.every(tally => tally?.step === now.step)) return again();
    const sum = (key: 'arrived' | 'lost'): number => tallies.reduce((all, tally) => all + (tally?.[key] ?? 0), 0);
    onTally({
      step: now.step,
      arrived: sum('arrived'),
      lost: sum('lost'),
      moments: joined(tallies.flatMap(tally => tally?.moments ?? [])),
    });
  }

  /** What was to be painted is lost with the painter: it is asked for again, and painted by another. */
  function repaint(error: unknown): void {
    if (++unpainted === MOST_UNPAINTED) return fail(error);
    if (unpainted === 1) onFault('The painting worker stopped and was replaced; the picture was painted again.');
    again();
  }

  function again(): void {
    fulfilled = null;
    start();
  }

  function start(): void {
    if (running) return;
    running = true;
    run().catch(error => {
      fulfilled = wish; // until something changes
      running = false;
      fail(error);
    });
  }

  async function run(): Promise<void> {
    for (;;) {
      const now = wish;
      if (!now || now === fulfilled) return void (running = false);
      const frames = await ask(now, stop.signal);
      if (!frames) continue;
      hearFaults(frames);
      pace = Math.max(...frames.map(frame => frame.pace));
      const [{ step, ahead }] = frames as [CrowdFrame];
      // A worker that was replaced has to catch up with the others first.
      const together = frames.every(frame => frame.step === step && (frame.ahead === 1) === (ahead === 1));
      if (together && wish) paint(now, frames).catch(repaint);
      if (together && step === now.step && ahead === 1) {
        fulfilled = now;
        resting = setTimeout(() => void count(now).catch(fail), RESTING_MS);
      }
    }
  }

  /** Says once what went wrong. A crowd that lost its GPU is shared out from now on. */
  function hearFaults(frames: readonly CrowdFrame[]): void {
    for (const { fault } of frames) {
      if (fault && !told.has(fault)) onFault(fault);
      if (fault) told.add(fault);
    }
    if (whole && choice === 'auto' && frames.some(frame => frame.fault)) whole = false;
  }

  function fail(error: unknown): void {
    onError(error instanceof Error ? error.message : String(error));
  }

  return {
    show(next) {
      if (next?.job !== wish?.job) {
        stop.abort();
        stop = new AbortController();
        pace = 0;
        if (!next && wish)
          for (const { index } of shares(wish)) void pool.on(index, remote => remote.forget()).catch(fail);
      }
      wish = next;
      clearTimeout(resting);
      start();
    },
    dispose() {
      wish = null;
      stop.abort();
      painter.dispose();
      pool.dispose();
    },
  };
}
