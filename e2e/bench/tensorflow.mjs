import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { MOMENTUM, problems, startsOf } from './problems.mjs';

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
});

/** Its backends by speed, measured on the spot: a short run of hand-written operations. */
async function fastestBackend() {
  const speeds = [];
  for (const name of ['wasm', 'webgl', 'cpu']) {
    if (!(await tf.setBackend(name).catch(() => false))) continue;
    await tf.ready();
    const trial = await operations.prepare({ surface: 'rosenbrock', nesterov: false, count: 100_000, steps: 5 });
    await trial.run();
    speeds.push({ name, ms: (await trial.run()).ms });
    trial.dispose();
  }
  return speeds.toSorted((a, b) => a.ms - b.ms)[0].name;
}

let chosen;
/** Makes the fastest backend the current one, and names it. */
export async function useFastest() {
  chosen ??= await fastestBackend();
  await tf.setBackend(chosen);
  return chosen;
}

/** One step in tensor operations, as written by hand: [x, y, vx, vy] → the same after a call. */
function handWritten({ tensors }, rate, momentum, nesterov) {
  return ([x, y, vx, vy]) =>
    tf.tidy(() => {
      const next = (w, velocity, g) => {
        const push = tf.mul(g, rate);
        const v = tf.sub(tf.mul(velocity, momentum), push);
        return [tf.add(w, nesterov ? tf.sub(tf.mul(v, momentum), push) : v), v];
      };
      const [gx, gy] = tensors(tf, x, y);
      const [[x1, vx1], [y1, vy1]] = [next(x, vx, gx), next(y, vy, gy)];
      return [x1, y1, vx1, vy1];
    });
}

async function play(state, step, steps, each) {
  for (let k = 0; k < steps; k++) {
    const next = step(state);
    tf.dispose(state);
    state = next;
    if (each) await each(state);
  }
  return state;
}

const opened = ({ x, y }) => [tf.tensor1d(x), tf.tensor1d(y), tf.zeros([x.length]), tf.zeros([x.length])];

/** Hand-written tensor operations. */
export const operations = {
  unit: 'Mps/s',
  async prepare({ surface, nesterov, count, steps }) {
    const problem = problems[surface];
    const starts = startsOf(problem, count);
    const step = handWritten(problem, problem.rate, MOMENTUM, nesterov);
    return {
      async run() {
        const state = opened(starts);
        const began = performance.now();
        const end = await play(state, step, steps);
        const [x, y] = await Promise.all([end[0].data(), end[1].data()]);
        const ms = performance.now() - began;
        tf.dispose(end);
        return { ms, x, y };
      },
      dispose() {},
    };
  },
};

/** tf.train.momentum, which differentiates the summed loss: over x and y as [N] each, or over one [N, 2]. */
const trained = together => ({
  unit: 'Mps/s',
  async prepare({ surface, nesterov, count, steps }) {
    const { loss, rate, ...problem } = problems[surface];
    const starts = startsOf(problem, count);
    return {
      async run() {
        const { cost, variables, positions } = together ? joined(loss, starts) : apart(loss, starts);
        const optimizer = tf.train.momentum(rate, MOMENTUM, nesterov);
        const began = performance.now();
        for (let k = 0; k < steps; k++) optimizer.minimize(cost, false, variables);
        const [x, y] = await positions();
        const ms = performance.now() - began;
        optimizer.dispose();
        tf.dispose(variables);
        return { ms, x, y };
      },
      dispose() {},
    };
  },
});

function apart(loss, starts) {
  const [x, y] = [tf.variable(tf.tensor1d(starts.x)), tf.variable(tf.tensor1d(starts.y))];
  return {
    variables: [x, y],
    cost: () => tf.sum(loss(tf, x, y)),
    positions: () => Promise.all([x.data(), y.data()]),
  };
}

function joined(loss, { x, y }) {
  const both = Float32Array.from({ length: 2 * x.length }, (_, i) => (i % 2 ? y : x)[i >> 1]);
  const w = tf.variable(tf.tensor2d(both, [x.length, 2]));
  const column = i => tf.reshape(tf.slice(w, [0, i], [x.length, 1]), [x.length]);
  return {
    variables: [w],
    cost: () => tf.sum(loss(tf, column(0), column(1))),
    async positions() {
      const values = await w.data();
      return [0, 1].map(place => x.map((_, i) => values[2 * i + place]));
    },
  };
}

export const momentum = trained(false);
export const momentumJoined = trained(true);

/** Workload B: hand-written operations, every step's five arrays read back; the first tenth stands for all. */
const TENTH = 10;
export const history = {
  unit: 'ms',
  async prepare({ surface, nesterov, count, steps }) {
    const problem = problems[surface];
    const starts = startsOf(problem, count);
    const step = handWritten(problem, problem.rate, MOMENTUM, nesterov);
    return {
      async run() {
        let last = [];
        const began = performance.now();
        const end = await play(opened(starts), step, steps / TENTH, async state => {
          const loss = tf.tidy(() => problem.loss(tf, state[0], state[1]));
          last = await Promise.all([...state, loss].map(tensor => tensor.data()));
          loss.dispose();
        });
        const ms = TENTH * (performance.now() - began);
        tf.dispose(end);
        return { ms, x: last[0], y: last[1] };
      },
      dispose() {},
    };
  },
};

/** Workload C: hand-written operations over one cell a lane, the final loss read back. */
export const map = {
  unit: 'ms',
  async prepare({ surface, nesterov, start, rates, momenta, steps }) {
    const problem = problems[surface];
    return {
      async run() {
        const count = rates.length;
        const began = performance.now();
        const [rate, beta] = [tf.tensor1d(rates), tf.tensor1d(momenta)];
        const [x, y] = start.map(w => tf.mul(tf.ones([count]), w));
        const state = [x, y, tf.zeros([count]), tf.zeros([count])];
        const end = await play(state, handWritten(problem, rate, beta, nesterov), steps);
        const loss = tf.tidy(() => problem.loss(tf, end[0], end[1]));
        const values = await loss.data();
        const ms = performance.now() - began;
        tf.dispose([rate, beta, loss, ...end]);
        return { ms, loss: values };
      },
      dispose() {},
    };
  },
};
