import { operationsOf } from '../../formula/schedule.ts';
import type { Plan } from '../plan.ts';
import { WORKGROUP } from './flags.ts';
import type { Prepared } from './pipelines.ts';
import { MOST_CALLS } from './programs.ts';

const SLICE_MS = 40; // of the device's time: in short ones software mostly fetches and stores the state; two are under way at a time
const TOO_LONG_MS = 600; // a third of what the watchdog lets pass
const LEAST_OPERATIONS = 2e8; // some 15 ms on the slowest device, software on two cores: less would mostly be handing in
const GROWTH = 4;
const MEMORY = 0.8; // weight of what is known beside what is new
const SWEEP = 32; // calls, after which it matters little that a dispatch fetches and stores the state
const GRAIN = 4 * WORKGROUP;

/** How much a submission should do. */
export interface Pace {
  /** Calls that all particles make before any goes on, of `todo`; the more patient the caller, the more. */
  calls(todo: number, patient: boolean): number;
  /** Particles that make so many calls in one submission. */
  particles(calls: number): number;
  /** Learns from a submission of so many particle-steps that was handed in just now; resolves with it. */
  time(steps: number, done: Promise<void>): Promise<void>;
}

/**
 * A submission of x particle-steps takes y = latency + x/speed; latency may be most of it, so speed is the slope of a line
 * through the latest submissions (weighted least squares).
 */
export function createPace(prepared: Prepared, count: number, { next }: Plan): Pace {
  let last = 0;
  let [weight, x, y, xx, xy] = [0, 0, 0, 0, 0];
  let least = LEAST_OPERATIONS / operationsOf(next); // particle-steps
  let slice = Math.max(least, prepared.speed * SLICE_MS); // particle-steps

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
    slice = Math.min(Math.max(least, wanted), GROWTH * steps);
  }

  return {
    calls(todo, patient) {
      const most = Math.min(MOST_CALLS, patient ? todo : Math.max(SWEEP, Math.floor(slice / count)));
      return Math.ceil(todo / Math.ceil(todo / most));
    },
    particles: calls => Math.max(1, Math.floor(slice / calls / GRAIN)) * GRAIN,
    async time(steps, done) {
      const began = performance.now();
      await done;
      const now = performance.now();
      learn(steps, now - Math.max(began, last));
      last = now;
    },
  };
}
