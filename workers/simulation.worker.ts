import * as Comlink from 'comlink';
import type { WorkerEngine } from '../src/simulation/client.ts';
import { createEngine } from '../src/simulation/engine.ts';

const engine = createEngine();

const exposed: WorkerEngine = {
  ready: () => true,
  cancel: () => engine.cancel(),
  async trace(jobs, onProgress) {
    const result = await engine.trace(jobs, onProgress);
    return (
      result &&
      Comlink.transfer(
        result,
        result.traces.map(trace => trace.rows.buffer),
      )
    );
  },
};

Comlink.expose(exposed);
