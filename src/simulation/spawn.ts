/** The one file that makes workers. Each URL stands as a literal, for the bundler to find. */

/** Keeps the traces of the compared runs. */
export const spawnSimulation = (): Worker =>
  new Worker(new URL('../../workers/simulation.worker.ts', import.meta.url), { type: 'module', name: 'simulation' });

/** One of the pool that moves many particles. */
export const spawnSwarm = (): Worker =>
  new Worker(new URL('../../workers/swarm.worker.ts', import.meta.url), { type: 'module', name: 'swarm' });

/** Paints the crowd. */
export const spawnPainter = (): Worker =>
  new Worker(new URL('../../workers/painter.worker.ts', import.meta.url), { type: 'module', name: 'painter' });
