import * as Comlink from 'comlink';
import { arraysOf, type CrowdFrame, type CrowdJob, type FrameRequest, type Layer } from './crowdJob.ts';
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
}

/** A painted crowd, and what it shows. Whoever gets the bitmap owns it. */
export interface CrowdShown {
  readonly bitmap: ImageBitmap;
  readonly grid: Grid;
  readonly step: number;
  readonly backend: Swarm['backend'];
  /** How far the search for everyone's minimum is; 1 when it is done or not needed. */
  readonly ahead: number;
}

export interface CrowdClient {
  /** Latest wins: wishes are never queued. Null: nothing. */
  show(wish: CrowdWish | null): void;
  dispose(): void;
}

export interface CrowdClientOptions {
  readonly pool: Pool<SwarmWorker>;
  readonly painter: Painter;
  readonly onShown: (shown: CrowdShown) => void;
  /** The crowd could not be computed or painted, in words. */
  readonly onError: (sentence: string) => void;
}

const BUSY_MS = 60; // of work between two pictures
const FIRST_CALLS = 4; // as long as it isn't known how long one takes
const MOST_CALLS = 10_000;
const A_WORKER = 8192; // particles that are worth one more
/** As many particles are drawn one by one. */
export const MOST_POINTS = 20_000;

/** Asks the pool for frames and the painter for pictures, step by step towards what was wished for last. */
export function createCrowdClient({ pool, painter, onShown, onError }: CrowdClientOptions): CrowdClient {
  const spare: (readonly Layer[] | undefined)[] = [];
  let wish: CrowdWish | null = null;
  let fulfilled: CrowdWish | null = null;
  let running = false;
  let stop = new AbortController();
  let pace = 0;

  async function ask({ job, step, grid }: CrowdWish, signal: AbortSignal): Promise<CrowdFrame[] | null> {
    const of = Math.max(1, Math.min(pool.size, Math.ceil(job.crowd.count / A_WORKER)));
    const most = pace === 0 ? FIRST_CALLS : Math.max(1, Math.min(MOST_CALLS, Math.floor(BUSY_MS / pace)));
    const frames = await Promise.all(
      Array.from({ length: of }, (_, index) =>
        pool.on<CrowdFrame>(
          index,
          (remote, ticket) => {
            const used = spare[index] ?? [];
            spare[index] = undefined;
            const request: FrameRequest = {
              job,
              share: { index, of },
              step,
              most,
              grid,
              points: MOST_POINTS,
              spare: used,
            };
            return remote.frame(ticket, Comlink.transfer(request, arraysOf({ layers: used, points: null })));
          },
          signal,
        ),
      ),
    );
    return frames.every(frame => frame !== null) ? frames : null;
  }

  async function paint({ grid, look }: CrowdWish, frames: readonly CrowdFrame[]): Promise<void> {
    const [{ step, backend, ahead }] = frames as [CrowdFrame];
    const parts = frames.map(({ layers, points }) => ({ layers, points }));
    const painted = await painter.paint({ parts, grid, look });
    (painted?.parts ?? parts).forEach(({ layers }, i) => (spare[i] = layers));
    if (painted) onShown({ bitmap: painted.bitmap, grid, step, backend, ahead });
  }

  async function run(): Promise<void> {
    while (wish && wish !== fulfilled) {
      const now = wish;
      const frames = await ask(now, stop.signal);
      if (!frames) continue;
      pace = Math.max(...frames.map(frame => frame.pace));
      const [{ step, ahead }] = frames as [CrowdFrame];
      // A worker that was replaced has to catch up with the others first.
      const together = frames.every(frame => frame.step === step && (frame.ahead === 1) === (ahead === 1));
      if (together && wish) paint(now, frames).catch(fail);
      if (together && step === now.step && ahead === 1) fulfilled = now;
    }
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
      }
      wish = next;
      if (running) return;
      running = true;
      run()
        .catch(error => {
          fulfilled = wish; // until something changes
          fail(error);
        })
        .finally(() => (running = false));
    },
    dispose() {
      wish = null;
      stop.abort();
      painter.dispose();
      pool.dispose();
    },
  };
}
