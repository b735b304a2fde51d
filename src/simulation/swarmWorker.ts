import { createTickets } from './tickets.ts';
import type { Cancellable } from './pool.ts';

/** What a worker of the pool exposes. */
export type SwarmWorker = Cancellable;

/** The code behind a worker of the pool; `beat` tells the page that it is not hung. */
export function createSwarmWorker(beat: () => void): SwarmWorker {
  const tickets = createTickets(beat);
  return {
    ready: () => true,
    cancel: ticket => tickets.cancel(ticket),
  };
}
