import * as Comlink from 'comlink';

/** A fault of the worker itself, not of the job. */
export class WorkerFault extends Error {}

/** What every worker answers first, to say that its code has loaded. */
export interface Loadable {
  ready(): true;
}

/** The page's end of one worker. */
export interface Connection<Remote> {
  readonly remote: Comlink.Remote<Remote>;
  /** Rejects with a WorkerFault where the worker has not loaded after `limit` ms. */
  ready(limit: number): Promise<void>;
  /** The promise, or a WorkerFault where the worker crashes or is silent for `patience` ms: see `feed` and BEAT. */
  guard<T>(promise: Promise<T>, patience: number): { readonly answer: Promise<T>; readonly feed: () => void };
  terminate(): void;
}

/** A message by which a worker at work says that it is not hung; heard beside comlink's, which have ids. */
export const BEAT = 'beat';

export function connect<Remote extends Loadable>(worker: Worker): Connection<Remote> {
  const remote = Comlink.wrap<Remote>(worker);
  const watches = new Set<() => void>();
  let crash: (fault: WorkerFault) => void = () => {};
  const crashed = new Promise<never>((_, reject) => (crash = reject));
  crashed.catch(() => {}); // heard by whoever races against it
  worker.addEventListener('error', event => crash(new WorkerFault(event.message)));
  worker.addEventListener('messageerror', () => crash(new WorkerFault('unreadable message')));
  worker.addEventListener('message', ({ data }) => data === BEAT && watches.forEach(feed => feed()));
  let loaded: Promise<unknown> | undefined;

  function guard<T>(promise: Promise<T>, patience: number) {
    const watch = watchdog(patience);
    watches.add(watch.feed);
    const answer = Promise.race([promise, crashed, watch.barked]).finally(() => {
      watch.stop();
      watches.delete(watch.feed);
    });
    return { answer, feed: watch.feed };
  }

  return {
    remote,
    guard,
    async ready(limit) {
      loaded ??= remote.ready() as Promise<unknown>;
      await guard(loaded, limit).answer;
    },
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
