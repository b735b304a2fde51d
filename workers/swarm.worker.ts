import * as Comlink from 'comlink';
import { BEAT } from '../src/simulation/connection.ts';
import { createSwarmWorker } from '../src/simulation/swarmWorker.ts';

Comlink.expose(createSwarmWorker(() => postMessage(BEAT)));
