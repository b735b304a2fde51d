import * as Comlink from 'comlink';
import { createLoopsSwarm } from '../../src/simulation/loopsSwarm.ts';
import { particlesOf } from './jobs.mjs';

let swarm;
let start;
let calls;

/** A worker's share of the particles of workload A: made once, then played from its start whenever it is asked. */
Comlink.expose({
  prepare(problem, part, parts) {
    const [from, to] = [part, part + 1].map(i => Math.round((problem.count * i) / parts));
    swarm = createLoopsSwarm(particlesOf(problem, from, to));
    start = swarm.keep();
    calls = problem.steps;
  },
  rewind: () => swarm.restore(start),
  async run() {
    await swarm.play(calls);
    const [x, y] = await swarm.read(['x', 'y']);
    return Comlink.transfer({ x, y }, [x.buffer, y.buffer]);
  },
});
