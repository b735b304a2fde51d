import { createHistory, HELD } from '../../src/simulation/history.ts';
import { kernelOf } from '../../src/simulation/kernelOf.ts';
import { particlesOf } from './jobs.mjs';

/** What the particles of workload B, or a worker's share of them, remember. */
export function createPast() {
  let create;
  let past;
  return {
    prepare(problem, part, parts) {
      const [from, to] = [part, part + 1].map(i => Math.round((problem.count * i) / parts));
      const input = particlesOf(problem, from, to);
      const kernel = kernelOf(input);
      create = () => createHistory(kernel, input, problem.steps, HELD / parts);
    },
    forget() {
      past = create();
    },
    stretch: (from, to, channels, into) => past.stretch(from, to, channels, into),
    /** Every step from the first call on, a few at a time in the same array; what it ends with comes back. */
    all(atOnce, channels, into) {
      past = create();
      for (let step = 1; step <= past.steps; step += atOnce)
        past.stretch(step, Math.min(past.steps, step + atOnce - 1), channels, into);
      return into;
    },
    bytes: () => past.bytes,
  };
}
