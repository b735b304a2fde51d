import type { BackendChoice } from './backendChoice.ts';
import { NoWorkers, type Pool } from './pool.ts';
import type { Piece, SheetJob, Summaries } from './sheet.ts';
import type { SwarmWorker } from './swarmWorker.ts';

const SLICE_MS = 12;

/** Shares the pieces of a sheet out to the pool; where no worker can be had the page runs them itself, in slices. */
export const shareSheet =
  (pool: Pool<SwarmWorker>, backend: BackendChoice) =>
  async (
    job: SheetJob,
    pieces: readonly Piece[],
    onFound: (found: Summaries, piece: Piece) => void,
    signal: AbortSignal,
  ): Promise<boolean> => {
    try {
      return await pool.share(
        pieces,
        piece => (remote, ticket) => remote.summarise(ticket, job, piece, backend),
        onFound,
        signal,
      );
    } catch (error) {
      if (!(error instanceof NoWorkers)) throw error;
    }
    const { summarise } = await import('./summarise.ts'); // only then: it is a third of the workers' code
    let last = performance.now();
    const pause = async (): Promise<boolean> => {
      if (performance.now() - last < SLICE_MS) return !signal.aborted;
      await new Promise(resolve => setTimeout(resolve, 0));
      last = performance.now();
      return !signal.aborted;
    };
    for (const piece of pieces) {
      const found = await summarise(job, piece, pause);
      if (!found) return false;
      onFound(found, piece);
    }
    return true;
  };
