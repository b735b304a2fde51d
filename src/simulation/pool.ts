import type * as Comlink from 'comlink';
import { connect, WorkerFault, type Connection, type Loadable } from './connection.ts';

/** What a worker of the pool must offer besides its work. */
export interface Cancellable extends Loadable {
  /** Ends the call of this ticket at its next breath, within some 50 ms; it then answers null. */
  cancel(ticket: number): void;
}

/** One call to a worker. It may be made twice, the second time on a new worker; `ticket` is for the worker to cancel it by. */
export type Work<Remote, Answer> = (remote: Comlink.Remote<Remote>, ticket: number) => Promise<Answer | null>;

/** Workers that share work out: at most one a core, made when first needed. */
export interface Pool<Remote> {
  readonly size: number;
  /**
   * Has worker `i` do a piece of work; null once `signal` aborts. A worker that crashes, or is silent for too long, is
   * replaced and the call made again, once. Rejects with an Error, in words, where no worker can be had or both failed.
   */
  on<Answer>(i: number, work: Work<Remote, Answer>, signal?: AbortSignal): Promise<Answer | null>;
  /**
   * Shares out a list, each task to the next worker that has less than two; tells of each answer as it comes. False once
   * `signal` aborts.
   */
  share<Task, Answer>(
    tasks: readonly Task[],
    work: (task: Task) => Work<Remote, Answer>,
    onAnswer: (answer: Answer, task: Task) => void,
    signal?: AbortSignal,
  ): Promise<boolean>;
  dispose(): void;
}

export interface PoolOptions {
  readonly spawn: () => Worker;
  readonly size?: number;
  /** Milliseconds without a sign of life after which a worker at work counts as hung, and for loading at first. */
  readonly silence?: number;
  readonly loading?: number;
  /** A sentence whenever a worker had to be replaced. */
  readonly onFault?: (sentence: string) => void;
}

/** No worker can be had here at all. */
export class NoWorkers extends Error {}

const MOST = 8;
const cores = (): number => Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 1));

export function createPool<Remote extends Cancellable>(options: PoolOptions): Pool<Remote> {
  const { spawn, size = cores(), silence = 3000, loading = 8000, onFault } = options;
  const workers: (Connection<Remote> | undefined)[] = Array(size).fill(undefined);
  let tickets = 0;

  async function connected(i: number): Promise<Connection<Remote>> {
    let worker: Connection<Remote> | undefined;
    try {
      worker = workers[i] ??= connect<Remote>(spawn());
      await worker.ready(loading);
      return worker;
    } catch {
      drop(i, worker);
      throw new NoWorkers('No background worker can be had here.');
    }
  }

  function drop(i: number, worker: Connection<Remote> | undefined): void {
    if (!worker || workers[i] !== worker) return; // another call was faster
    workers[i] = undefined;
    worker.terminate();
  }

  async function on<Answer>(i: number, work: Work<Remote, Answer>, signal?: AbortSignal): Promise<Answer | null> {
    for (const patience of [silence, 4 * silence]) {
      const worker = await connected(i);
      if (signal?.aborted) return null;
      const ticket = ++tickets;
      const { answer } = worker.guard(work(worker.remote, ticket), patience);
      try {
        return await orAborted(answer, signal, () => {
          if (workers[i] === worker) void worker.remote.cancel(ticket);
        });
      } catch (error) {
        if (!(error instanceof WorkerFault)) throw error;
        const first = workers[i] === worker; // others on the same worker hear of the same fault
        drop(i, worker);
        if (signal?.aborted) return null;
        if (first) onFault?.('A background worker stopped and was replaced; its work was repeated.');
      }
    }
    throw new Error('The work did not finish in two attempts and was stopped. Change something to try again.');
  }

  return {
    size,
    on,
    async share(tasks, work, onAnswer, signal) {
      const queue = tasks.values(); // one for all runners
      const runner = async (i: number): Promise<void> => {
        for (const task of queue) {
          if (signal?.aborted) return;
          const answer = await on(i, work(task), signal);
          if (answer !== null && !signal?.aborted) onAnswer(answer, task);
        }
      };
      // Each worker has its next task with it before it has done the last.
      await Promise.all([...workers.keys(), ...workers.keys()].map(runner));
      return !signal?.aborted;
    },
    dispose: () => workers.forEach((worker, i) => drop(i, worker)),
  };
}

/** The answer, or null as soon as `signal` aborts, after `cancel`. */
async function orAborted<Answer>(
  answer: Promise<Answer>,
  signal: AbortSignal | undefined,
  cancel: () => void,
): Promise<Answer | null> {
  if (!signal) return answer;
  let abort: () => void = () => {};
  const aborted = new Promise<null>(resolve => (abort = () => (cancel(), resolve(null))));
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
