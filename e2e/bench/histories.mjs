import * as Comlink from 'comlink';
import { createPast } from './past.mjs';

const shown = ['x', 'y', 'velocity.x', 'velocity.y', 'loss'];
const AT_ONCE = 10; // steps that are read together
const REQUESTS = 100;

/** The particles in this thread, or shared out to workers, as the page shares its crowds out. */
const subject = (parts, measure) => ({
  async prepare(problem) {
    const workers = Array.from(
      { length: parts > 1 ? parts : 0 },
      () => new Worker(new URL('past.worker.mjs', import.meta.url), { type: 'module' }),
    );
    const shares = parts > 1 ? workers.map(worker => Comlink.wrap(worker)) : [createPast()];
    await Promise.all(shares.map((share, i) => share.prepare(problem, i, parts)));
    const arrays = [];
    /** Every share answers into the array that it answered into before, numbers a particle long. */
    const ask = async (method, length, ...request) => {
      const answers = shares.map((share, i) => {
        const size = (length * problem.count) / parts;
        const into = arrays[i]?.length === size ? arrays[i] : new Float32Array(size);
        return share[method](...request, Comlink.transfer(into, [into.buffer]));
      });
      for (const [i, answer] of answers.entries()) arrays[i] = await answer;
      return arrays[0];
    };
    const forget = () => Promise.all(shares.map(share => share.forget()));
    const bytes = async () => [(await Promise.all(shares.map(share => share.bytes()))).reduce((a, b) => a + b)];
    return {
      run: () => measure({ ...problem, count: problem.count / parts }, { ask, forget, bytes }),
      dispose: () => workers.forEach(worker => worker.terminate()),
    };
  },
});

/** Every step's x, y, velocity and loss. */
async function all({ count }, { ask }) {
  const began = performance.now();
  const rows = await ask('all', AT_ONCE * shown.length, AT_ONCE, shown);
  const ms = performance.now() - began;
  return { ms, x: rows.slice(-5 * count, -4 * count), y: rows.slice(-4 * count, -3 * count) };
}

/** The 99th percentile of requests for steps at random (the R1 sequence), of what was played once. */
const slowest =
  (length, requestOf) =>
  async ({ steps }, { ask, forget, bytes }) => {
    await forget();
    await ask('stretch', shown.length, steps, steps, shown);
    const times = [];
    for (let i = 0; i < REQUESTS; i++) {
      const request = requestOf(Math.floor(((0.5 + i * 0.6180339887498949) % 1) * steps));
      const began = performance.now();
      await ask('stretch', length, ...request);
      times.push(performance.now() - began);
    }
    return { ms: times.toSorted((a, b) => a - b)[REQUESTS - 2], bytes: await bytes() };
  };
const oneStep = slowest(shown.length, step => [step, step, shown]);
const trails = slowest(101 * 2, step => [Math.max(0, step - 100), Math.max(100, step), ['x', 'y']]);

/** Workload B. */
export const histories = {
  loops: subject(1, all),
  'loops-2-workers': subject(2, all),
  'loops, one step': subject(1, oneStep),
  'loops-2-workers, one step': subject(2, oneStep),
  'loops, trails of 100 steps': subject(1, trails),
  'loops-2-workers, trails of 100 steps': subject(2, trails),
};
