import * as Comlink from 'comlink';
import type { Cancellable } from './pool.ts';
import type { Piece, SheetJob, Summaries } from './sheet.ts';
import { summarise } from './summarise.ts';
import { createTickets } from './tickets.ts';

/** What a worker of the pool exposes. */
export interface SwarmWorker extends Cancellable {
  summarise(ticket: number, job: SheetJob, piece: Piece): Promise<Summaries | null>;
}

/** The code behind a worker of the pool; `beat` tells the page that it is not hung. */
export function createSwarmWorker(beat: () => void): SwarmWorker {
  const tickets = createTickets(beat);
  return {
    ready: () => true,
    cancel: ticket => tickets.cancel(ticket),
    async summarise(ticket, job, piece) {
      const found = await tickets.run(ticket, pause => summarise(job, piece, pause));
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
