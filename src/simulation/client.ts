import * as Comlink from 'comlink';
import { array } from './array.ts';
import { connect, WorkerFault, type Connection, type Loadable } from './connection.ts';
import { createEngine, type Engine, type LocalEngine, type TraceResult } from './engine.ts';
import type { Job } from './job.ts';
import { spawnSimulation } from './spawn.ts';

/** What the worker exposes. */
export interface WorkerEngine extends Engine, Loadable {}

/** Where the numbers come from, and what went wrong, for the page to say. */
export interface ClientStatus {
  readonly place: 'worker' | 'page';
  /** A sentence; null while all is well. */
  readonly fault: string | null;
}

export interface Client {
  /** The traces of these jobs; null if a later call overtook it. Rejects with an Error, in words, if they can't be had. */
  trace(jobs: readonly Job[]): Promise<TraceResult | null>;
  /** The same traces at once, on the page, if they are few enough for a frame; null if they are not. */
  preview(jobs: readonly Job[]): TraceResult | null;
  readonly status: () => ClientStatus;
  dispose(): void;
}

export interface ClientOptions {
  readonly spawn?: () => Worker;
  /** Milliseconds of silence after which a worker at work counts as hung, and for loading at first. */
  readonly silence?: number;
  readonly loading?: number;
  readonly onStatus?: (status: ClientStatus) => void;
}

const PREVIEW_CALLS = 1600; // some 4 ms for the array evaluator

/**
 * The page's side of the worker. Latest wins: a new request cancels the one before. A worker that crashes, or is silent for
 * `silence` ms, is replaced and the run repeated once; where no worker can be had the array evaluator runs on the page, in
 * slices, with the same bits.
 */
export function createClient(options: ClientOptions = {}): Client {
  const { spawn = spawnSimulation, silence = 700, loading = 8000, onStatus } = options;
  let link: Connection<WorkerEngine> | undefined;
  let page: Engine | undefined;
  let previewer: LocalEngine | undefined;
  let request = 0;
  let status: ClientStatus = { place: 'worker', fault: null };

  function report(next: ClientStatus): void {
    status = next;
    onStatus?.(next);
  }

  function drop(): void {
    link?.terminate();
    link = undefined;
  }

  async function attempt(mine: number, jobs: readonly Job[], patience: number): Promise<TraceResult | null> {
    if (page) return page.trace(jobs);
    let used: Connection<WorkerEngine> | undefined;
    try {
      used = link ??= connect<WorkerEngine>(spawn());
      await used.ready(loading);
    } catch {
      drop();
      page ??= createEngine(array);
      report({
        place: 'page',
        fault: 'No background worker can be had here: the page computes by itself, more slowly.',
      });
    }
    if (mine !== request) return null; // overtaken while the worker loaded: no `cancel` would reach this run
    if (page) return page.trace(jobs);
    const onProgress = Comlink.proxy(() => run.feed());
    const run = used!.guard(used!.remote.trace(jobs, onProgress), patience);
    return run.answer;
  }

  return {
    status: () => status,
    preview(jobs) {
      if (jobs.reduce((calls, job) => calls + job.steps, 0) > PREVIEW_CALLS) return null;
      previewer ??= createEngine(array);
      try {
        return previewer.traceNow(jobs);
      } catch {
        return null; // `trace` will say what is wrong
      }
    },
    async trace(jobs) {
      const mine = ++request;
      page?.cancel();
      void link?.remote.cancel();
      for (const patience of [silence, 4 * silence])
        try {
          const result = await attempt(mine, jobs, patience);
          return mine === request ? result : null;
        } catch (error) {
          if (!(error instanceof WorkerFault)) throw error;
          drop();
          if (mine !== request) return null;
          report({ place: 'worker', fault: 'The background worker stopped and was replaced; the run was repeated.' });
        }
      throw new Error('The run did not finish in two attempts and was stopped. Change something to try again.');
    },
    dispose: drop,
  };
}
