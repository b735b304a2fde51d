import { createLoopsSwarm } from '../../src/simulation/loopsSwarm.ts';
import { particlesOf } from './jobs.mjs';

let swarm;
let start;
let calls;

/** A worker's share of the particles of workload A: made once, then played from its start whenever it is asked. */
onmessage = async ({ data: { prepare, part, of } }) => {
  if (prepare) {
    const [from, to] = [part, part + 1].map(i => Math.round((prepare.count * i) / of));
    swarm = createLoopsSwarm(particlesOf(prepare, from, to));
    start = swarm.keep();
    calls = prepare.steps;
    return postMessage('ready');
  }
  swarm.restore(start);
  await swarm.play(calls);
  const [x, y] = await swarm.read(['x', 'y']);
  postMessage({ x, y }, [x.buffer, y.buffer]);
};
