import * as Comlink from 'comlink';
import { BEAT } from '../src/simulation/connection.ts';
import { arraysOf } from '../src/simulation/crowdJob.ts';
import { createSwarmWorker, type SwarmWorker } from '../src/simulation/swarmWorker.ts';

const worker = createSwarmWorker(() => postMessage(BEAT));

const exposed: SwarmWorker = {
  ...worker,
  async frame(ticket, request) {
    const frame = await worker.frame(ticket, request);
    return frame && Comlink.transfer(frame, arraysOf(frame));
  },
};

Comlink.expose(exposed);
