import { histories } from './histories.mjs';
import { objects } from './objects.mjs';
import * as ours from './ours.mjs';
import * as tensorflow from './tensorflow.mjs';

/** Subjects by workload and name. Each prepares a problem; what it prepared runs it, again and again, and times itself. */
const subjects = {
  A: {
    ...ours.particles,
    'tfjs-ops': tensorflow.operations,
    'tfjs-momentum': tensorflow.momentum,
    'tfjs-momentum-n2': tensorflow.momentumJoined,
    objects,
  },
  B: { ...histories, 'tfjs-ops': tensorflow.history },
  C: { ...ours.maps, 'tfjs-ops': tensorflow.map },
  F: ours.firstStep,
  R: ours.drawing,
};

const prepared = new Map();
const SAMPLE = 1000; // particles that are compared

window.bench = {
  tensorflowBackend: tensorflow.useFastest,
  async prepare(workload, name, problem) {
    if (name.startsWith('tfjs')) await tensorflow.useFastest();
    prepared.set(name, await subjects[workload][name].prepare(problem));
  },
  /** The milliseconds of one run, and the first values of every array that it ended with. */
  async run(name) {
    const { ms, ...arrays } = await prepared.get(name).run();
    const sample = Object.entries(arrays).map(([key, values]) => [key, Array.from(values.slice(0, SAMPLE))]);
    return { ms, ...Object.fromEntries(sample) };
  },
  dispose(name) {
    prepared.get(name)?.dispose();
    prepared.delete(name);
  },
};
document.title = 'Ready';
