import { SwarmFault } from '../swarm.ts';

/** Calls one after the other; after one that ended in a SwarmFault, all do. */
export function createTurns(): <T>(call: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(call: () => Promise<T>): Promise<T> => {
    const mine = last.then(call);
    last = mine.catch((error: unknown) => {
      if (error instanceof SwarmFault) throw error;
    });
    last.catch(() => {}); // heard by whoever made the call, and by the next
    return mine;
  };
}
