import { createCrowdHost } from './crowdHost.ts';
import type { CrowdFrame, CrowdTally, FrameRequest, TallyRequest } from './crowdJob.ts';
import type { Cancellable } from './pool.ts';
import { createTickets } from './tickets.ts';

/** What a worker of the pool exposes. */
export interface SwarmWorker extends Cancellable {
  frame(ticket: number, request: FrameRequest): Promise<CrowdFrame | null>;
  tally(ticket: number, request: TallyRequest): Promise<CrowdTally | null>;
  forget(): void;
}

/** The code behind a worker of the pool; `beat` tells the page that it is not hung. */
export function createSwarmWorker(beat: () => void): SwarmWorker {
  const tickets = createTickets(beat);
  const crowd = createCrowdHost();
  return {
    ready: () => true,
    cancel: ticket => tickets.cancel(ticket),
    forget: () => crowd.forget(),
    tally: (ticket, request) => tickets.run(ticket, pause => crowd.tally(request, pause)),
    frame: (ticket, request) => tickets.run(ticket, pause => crowd.frame(request, pause)),
  };
}
