import * as Comlink from 'comlink';
import { paintDensity } from '../../src/plots/density.ts';
import { createArraySwarm } from '../../src/simulation/arraySwarm.ts';
import { binned } from '../../src/simulation/bins.ts';
import { openDevice } from '../../src/simulation/gpu/device.ts';
import { hostOf, uniformsOf } from '../../src/simulation/job.ts';
import { loops } from '../../src/simulation/loops.ts';
import { createLoopsSwarm } from '../../src/simulation/loopsSwarm.ts';
import { planOf } from '../../src/simulation/plan.ts';
import { createPool } from '../../src/simulation/pool.ts';
import { emptySheet, piecesOf, place } from '../../src/simulation/sheet.ts';
import { shareSheet } from '../../src/simulation/shareSheet.ts';
import { spawnSwarm } from '../../src/simulation/spawn.ts';
import { createGpuSwarm } from '../../src/simulation/webgpu.ts';
import { jobOf, particlesOf } from './jobs.mjs';
import { problems, startsOf } from './problems.mjs';

const swarm = create => ({
  async prepare(problem) {
    const made = await create(particlesOf(problem));
    const start = made.keep();
    return {
      async run() {
        made.restore(start);
        const began = performance.now();
        await made.play(problem.steps);
        const [x, y] = await made.read(['x', 'y']);
        return { ms: performance.now() - began, x, y };
      },
      dispose: () => made.dispose(),
    };
  },
});

/** Each worker has its share of the particles and answers with where they ended. */
const twoWorkers = {
  async prepare(problem) {
    const workers = [0, 1].map(() => new Worker(new URL('worker.mjs', import.meta.url), { type: 'module' }));
    const shares = workers.map(worker => Comlink.wrap(worker));
    await Promise.all(shares.map((share, i) => share.prepare(problem, i, shares.length)));
    return {
      async run() {
        await Promise.all(shares.map(share => share.rewind()));
        const began = performance.now();
        const [first] = await Promise.all(shares.map(share => share.run()));
        return { ms: performance.now() - began, ...first };
      },
      dispose: () => workers.forEach(worker => worker.terminate()),
    };
  },
};

/** The loops that make the traces, one particle after the other, every operation rounded and every named value recorded. */
const strict = {
  prepare(problem) {
    const { plan, state, uniforms, host, count } = particlesOf(problem);
    const stepper = loops.compile(plan);
    const rows = new Float32Array((problem.steps + 1) * plan.columns.length);
    return {
      run() {
        const [x, y] = [new Float32Array(count), new Float32Array(count)];
        const one = new Float32Array(plan.state.length);
        const began = performance.now();
        for (let i = 0; i < count; i++) {
          for (let channel = 0; channel < one.length; channel++) one[channel] = state[channel * count + i];
          stepper.steps(one, uniforms, rows, 0, problem.steps, host);
          x[i] = one[0];
          y[i] = one[1];
        }
        return { ms: performance.now() - began, x, y };
      },
      dispose() {},
    };
  },
};

/** Workload A. */
export const particles = {
  loops: swarm(createLoopsSwarm),
  'loops-2-workers': twoWorkers,
  'loops-strict': strict,
  array: swarm(createArraySwarm),
  webgpu: swarm(async input => {
    const device = await openDevice();
    if (!device) throw new Error('There is no WebGPU here.');
    return createGpuSwarm(device, input);
  }),
};

const timed = work => {
  const began = performance.now();
  const result = work();
  return { ms: performance.now() - began, result };
};
/** Workload C: the map as the page makes it, by a pool of workers. */
const map = size => ({
  async prepare({ rates, momenta, columns, start, ...problem }) {
    const pool = createPool({ spawn: spawnSwarm, size });
    const share = shareSheet(pool, 'auto');
    const base = jobOf(problem);
    const up = Float64Array.from({ length: momenta.length / columns }, (_, row) => momenta[row * columns]);
    const job = {
      ...base,
      start,
      across: { name: 'learning_rate', values: Float64Array.from(rates.slice(0, columns)) },
      up: { name: 'momentum', values: up },
    };
    const first = { columns: 0 };
    return {
      async run() {
        const sheet = emptySheet(columns, up.length);
        const pieces = piecesOf(columns, up.length);
        const began = performance.now();
        let coarse = pieces.filter(({ stride }) => stride >= 9).length;
        await share(
          job,
          pieces,
          (found, piece) => {
            place(sheet, piece, found);
            if (piece.stride >= 9 && --coarse === 0) first.ms = performance.now() - began;
          },
          new AbortController().signal,
        );
        const ms = performance.now() - began;
        return { ms, loss: sheet.loss, ending: sheet.ending, firstPicture: [first.ms] };
      },
      dispose: () => pool.dispose(),
    };
  },
});
export const maps = { loops: map(1), 'loops-2-workers': map(2) };

/** Workload F: from a formula to its first step; nothing is kept from run to run, since every formula is a new one. */
let serial = 0;
const first = fresh => ({
  prepare(problem) {
    const job = jobOf(problem);
    const play = surface => {
      const plan = planOf(surface, job.optimizer);
      const stepper = loops.compile(plan);
      const state = Float32Array.from([1, 1, ...plan.state.slice(2).map(() => 0)]);
      const rows = new Float32Array(2 * plan.columns.length);
      const one = { ...job, steps: 1 };
      stepper.steps(state, Float32Array.from(uniformsOf(plan, one)), rows, 0, 1, hostOf(plan, one));
      return state;
    };
    return {
      run() {
        const { formula } = job.surface;
        const own = { ...job.surface, formula: [...formula.slice(0, -1), `${formula.at(-1)} + ${++serial}`] };
        if (fresh) {
          const { ms, result } = timed(() => play(own));
          return { ms, x: result };
        }
        const input = particlesOf({ ...problem, count: 3 });
        void createLoopsSwarm(input).play(1);
        const { ms } = timed(() => createLoopsSwarm({ ...input, uniforms: input.uniforms.map(u => u * 1.01) }).play(1));
        return { ms, x: input.state };
      },
      dispose() {},
    };
  },
});
export const firstStep = { 'formula to first step': first(true), 'a constant changed': first(false) };

/** Workload R: where the particles are, as a picture. */
const WIDTH = 1000;
const HEIGHT = 700;
const canvasOf = () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  document.body.replaceChildren(canvas);
  return canvas.getContext('2d', { willReadFrequently: true });
};
const drawn = paint => ({
  prepare({ surface, count }) {
    const { x, y } = startsOf(problems[surface], count);
    const [x0, x1, y0, y1] = problems[surface].domain;
    const context = canvasOf();
    const draw = paint(context, { x, y, grid: { width: WIDTH, height: HEIGHT, x0, x1, y0, y1 } });
    return {
      run() {
        const { ms } = timed(() => {
          draw();
          context.getImageData(0, 0, 1, 1); // what was drawn is done
        });
        return { ms, x: x.slice(0, 1) };
      },
      dispose() {},
    };
  },
});
export const drawing = {
  density: drawn((context, { x, y, grid }) => {
    const image = context.createImageData(WIDTH, HEIGHT);
    const table = Uint8Array.from({ length: 768 }, (_, i) => i % 256);
    let kept;
    return () => {
      const { counts, sums } = (kept = binned(grid, x, y, y, kept)); // as the page does, frame after frame
      paintDensity(image.data, counts, sums, { table, least: 0.01, most: 10, base: -10 }, 50);
      context.putImageData(image, 0, 0);
    };
  }),
  'canvas rectangles': drawn((context, { x, y, grid: { x0, x1, y0, y1 } }) => () => {
    context.clearRect(0, 0, WIDTH, HEIGHT);
    for (let i = 0; i < x.length; i++) {
      context.fillStyle = i % 2 ? '#0072b2' : '#d55e00';
      context.fillRect(((x[i] - x0) / (x1 - x0)) * WIDTH, ((y1 - y[i]) / (y1 - y0)) * HEIGHT, 1.5, 1.5);
    }
  }),
};
