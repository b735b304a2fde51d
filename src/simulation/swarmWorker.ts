import * as Comlink from 'comlink';
import type { BackendChoice } from './backendChoice.ts';
import { createCrowdHost } from './crowdHost.ts';
import { arraysOf, type CrowdFrame, type CrowdTally, type FrameRequest, type TallyRequest } from './crowdJob.ts';
import { hasGpu } from './hasGpu.ts';
import type { Cancellable } from './pool.ts';
import type { Piece, SheetJob, Summaries } from './sheet.ts';
import { sheetKey } from './sheetJobs.ts';
import { summarise } from './summarise.ts';
import { createTickets } from './tickets.ts';

/** What a worker of the pool exposes. */
export interface SwarmWorker extends Cancellable {
  frame(ticket: number, request: FrameRequest): Promise<CrowdFrame | null>;
  tally(ticket: number, request: TallyRequest): Promise<CrowdTally | null>;
  forget(): void;
  /** Whether a crowd that is to be moved so would be moved by a GPU here. */
  hasGpu(backend: BackendChoice): Promise<boolean>;
  summarise(ticket: number, job: SheetJob, piece: Piece, backend: BackendChoice): Promise<Summaries | null>;
}

/** The code behind a worker of the pool; `beat` tells the page that it is not hung. */
export function createSwarmWorker(beat: () => void): SwarmWorker {
  const tickets = createTickets(beat);
  const crowd = createCrowdHost();
  let latest: { readonly key: string; readonly job: SheetJob } | undefined;
  /** A sheet's job comes with each of its pieces: one object stands for all, so that what is worked out of it is kept. */
  const kept = (job: SheetJob): SheetJob => {
    const key = sheetKey(job);
    if (latest?.key !== key) latest = { key, job };
    return latest.job;
  };
  /** Settles when the last piece has. One after the other: two at once would push each other out of the caches. */
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ready: () => true,
    cancel: ticket => tickets.cancel(ticket),
    hasGpu: backend => hasGpu(backend),
    forget: () => crowd.forget(),
    tally: (ticket, request) => tickets.run(ticket, pause => crowd.tally(request, pause)),
    async frame(ticket, request) {
      const frame = await tickets.run(ticket, pause => crowd.frame(request, pause));
      return frame && Comlink.transfer(frame, arraysOf(frame));
    },
    async summarise(ticket, job, piece, backend) {
      const found = await tickets.run(ticket, pause => {
        const work = async (): Promise<Summaries | null> =>
          (await pause()) ? summarise(kept(job), piece, pause, { backend }) : null;
        return (turn = turn.then(work, work));
      });
      return (
        found &&
        Comlink.transfer(
          found,
          [found.ending, found.steps, found.loss, found.x, found.y].map(array => array.buffer),
        )
      );
    },
  };
}
