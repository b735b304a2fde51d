import { operationsOf } from '../../formula/schedule.ts';
import type { Plan } from '../plan.ts';
import type { Prepared } from './pipelines.ts';
import { MOST_CALLS } from './programs.ts';

const SLICE_MS = 25; // of the device's time; two submissions are under way at a time
const TOO_LONG_MS = 600; // a third of what the watchdog lets pass
const LEAST_OPERATIONS = 2e8; // some 15 ms on the slowest device, software on two cores: less would mostly be handing in
const GROWTH = 4;
const MEMORY = 0.8; // weight of what is known beside what is new

/** How many calls a submission should make. */
export interface Pace {
  calls(): number;
  /** Learns from a submission of `calls` calls that was handed in just now; resolves with it. */
  time(calls: number, done: Promise<void>): Promise<void>;
}

/**
 * A submission of x particle-steps takes y = latency + x/speed; latency may be most of it, so speed is the slope of a line
 * through the latest submissions (weighted least squares).
 */
export function createPace(prepared: Prepared, count: number, { next }: Plan): Pace {
  let last = 0;
  let [weight, x, y, xx, xy] = [0, 0, 0, 0, 0];
  let least = LEAST_OPERATIONS / operationsOf(next); // particle-steps
  let calls = usable(Math.max(least, prepared.speed * SLICE_MS) / count);

  function learn(steps: number, ms: number): void {
    [weight, x, y, xx, xy] = [weight, x, y, xx, xy].map(sum => sum * MEMORY) as [
      number,
      number,
      number,
      number,
      number,
    ];
    weight += 1;
    x += steps;
    y += ms;
    xx += steps * steps;
    xy += steps * ms;
    const variance = xx * weight - x * x;
    const covariance = xy * weight - x * y;
    if (variance > 1e-6 * xx * weight && covariance > 0) prepared.speed = variance / covariance;
    else prepared.speed = 2 * (steps / SLICE_MS); // all alike: tries twice as many
    if (ms > TOO_LONG_MS) least /= 2;
    const wanted = ms > TOO_LONG_MS ? steps / 2 : prepared.speed * SLICE_MS;
    calls = usable(Math.min(Math.max(least, wanted), GROWTH * steps) / count);
  }

  return {
    calls: () => calls,
    async time(made, done) {
      const began = performance.now();
      await done;
      const now = performance.now();
      learn(made * count, now - Math.max(began, last));
      last = now;
    },
  };
}

const usable = (calls: number): number => Math.max(1, Math.min(MOST_CALLS, Math.floor(calls)));
