import * as Comlink from 'comlink';
import { array } from './array.ts';
import { createEngine, type Engine, type LocalEngine, type TraceResult } from './engine.ts';
import type { Job } from './job.ts';

/** What the worker exposes: an engine, and a first answer that says its code has loaded. */
export interface WorkerEngine extends Engine {
  ready(): true;
}

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

/** A fault of the worker itself, not of the job. */
class WorkerFault extends Error {}

const spawnWorker = (): Worker =>
  new Worker(new URL('../../workers/simulation.worker.ts', import.meta.url), { type: 'module', name: 'simulation' });

/**
 * The page's side of the worker. Latest wins: a new request cancels the one before. A worker that crashes, or is silent for
 * `silence` ms, is replaced and the run repeated once; where no worker can be had the array evaluator runs on the page, in
 * slices, with the same bits.
 */
export function createClient(options: ClientOptions = {}): Client {
  const { spawn = spawnWorker, silence = 700, loading = 8000, onStatus } = options;
  let link: Link | undefined;
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
    let used: Link | undefined;
    try {
      used = link ??= connect(spawn());
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
    return page ? page.trace(jobs) : used!.trace(jobs, patience);
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
      link?.cancel();
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

interface Link {
  ready(limit: number): Promise<void>;
  trace(jobs: readonly Job[], patience: number): Promise<TraceResult | null>;
  cancel(): void;
  terminate(): void;
}

function connect(worker: Worker): Link {
  const remote = Comlink.wrap<WorkerEngine>(worker);
  let crash: (fault: WorkerFault) => void = () => {};
  const crashed = new Promise<never>((_, reject) => (crash = reject));
  crashed.catch(() => {}); // heard by whoever races against it
  worker.addEventListener('error', event => crash(new WorkerFault(event.message)));
  worker.addEventListener('messageerror', () => crash(new WorkerFault('unreadable message')));
  let loaded: Promise<unknown> | undefined;

  return {
    async ready(limit) {
      loaded ??= remote.ready();
      const watch = watchdog(limit);
      await Promise.race([loaded, crashed, watch.barked]).finally(watch.stop);
    },
    async trace(jobs, patience) {
      const watch = watchdog(patience);
      const onProgress = Comlink.proxy(() => watch.feed());
      return Promise.race([remote.trace(jobs, onProgress), crashed, watch.barked]).finally(watch.stop);
    },
    cancel: () => void remote.cancel(),
    terminate() {
      remote[Comlink.releaseProxy]();
      worker.terminate();
      crash(new WorkerFault('terminated'));
    },
  };
}

/** `barked` rejects after `limit` ms without `feed`; messages that wait behind a busy page are let in first. */
function watchdog(limit: number) {
  let timer: ReturnType<typeof setTimeout>;
  let bark: (fault: WorkerFault) => void = () => {};
  const barked = new Promise<never>((_, reject) => (bark = reject));
  barked.catch(() => {});
  const feed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (timer = setTimeout(() => bark(new WorkerFault('silent')), 50)), limit);
  };
  feed();
  return { barked, feed, stop: () => clearTimeout(timer) };
}
