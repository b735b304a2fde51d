import { createCrowdHost } from './crowdHost.ts';
import type { CrowdFrame, FrameRequest } from './crowdJob.ts';
import type { Cancellable } from './pool.ts';
import { createTickets } from './tickets.ts';

/** What a worker of the pool exposes. */
export interface SwarmWorker extends Cancellable {
  frame(ticket: number, request: FrameRequest): Promise<CrowdFrame | null>;
}

/** The code behind a worker of the pool; `beat` tells the page that it is not hung. */
export function createSwarmWorker(beat: () => void): SwarmWorker {
  const tickets = createTickets(beat);
  const crowd = createCrowdHost();
  return {
    ready: () => true,
    cancel: ticket => tickets.cancel(ticket),
    frame: (ticket, request) => tickets.run(ticket, pause => crowd.frame(request, pause)),
  };
}
