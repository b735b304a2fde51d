import { inOrder } from '../../formula/graph.ts';
import type { Plan } from '../plan.ts';
import type { Prepared } from './pipelines.ts';
import { MOST_CALLS } from './programs.ts';

const SLICE_MS = 25; // two submissions are under way at a time
const FIRST_OPERATIONS = 4e7; // of the first, before anything is known

/** How many calls a submission should make. */
export interface Pace {
  calls(): number;
  /** Learns from a submission of `calls` calls that was handed in just now; resolves with it. */
  time(calls: number, done: Promise<void>): Promise<void>;
}

export function createPace(prepared: Prepared, count: number, { next }: Plan): Pace {
  const first = FIRST_OPERATIONS / inOrder(next).length / SLICE_MS;
  let last = 0;
  return {
    calls() {
      const speed = prepared.speed || first;
      return Math.max(1, Math.min(MOST_CALLS, Math.floor((speed * SLICE_MS) / count)));
    },
    async time(calls, done) {
      const began = performance.now();
      await done;
      const now = performance.now();
      prepared.speed = (calls * count) / Math.max(0.1, now - Math.max(began, last));
      last = now;
    },
  };
}
