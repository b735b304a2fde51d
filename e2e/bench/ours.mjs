import { run } from '../../src/experiment/experiment.ts';
import { createArraySwarm } from '../../src/simulation/arraySwarm.ts';
import { loops } from '../../src/simulation/loops.ts';
import { createLoopsSwarm } from '../../src/simulation/loopsSwarm.ts';
import { planOf } from '../../src/simulation/plan.ts';
import { swarmInput as inputOf } from '../../src/simulation/swarmInput.ts';
import { surfaceNamed } from '../../src/surfaces/index.ts';
import { defaultParameters } from '../../src/surfaces/loss.ts';
import { MOMENTUM, problems, startsOf } from './problems.mjs';

/** The job of a problem: its plan, and its particles before their first call. */
export function swarmInput({ surface, nesterov, count, steps }, precision) {
  const entry = surfaceNamed(surface);
  const optimizer = run({ learning_rate: problems[surface].rate, momentum: MOMENTUM, nesterov });
  const job = { surface: entry, parameters: defaultParameters(entry), optimizer, starts: [], steps, record: 'trace' };
  const plan = planOf(entry, optimizer, precision);
  return inputOf(plan, job, startsOf(problems[surface], count));
}

const swarm = create => ({
  prepare(problem) {
    const made = create(swarmInput(problem));
    const start = made.keep();
    return {
      async run() {
        made.restore(start);
        const began = performance.now();
        await made.play(problem.steps);
        const ms = performance.now() - began;
        const [x, y] = await made.read(['x', 'y']);
        return { ms, x, y };
      },
      dispose: () => made.dispose(),
    };
  },
});

/** The loops that make the traces, one particle after the other, every operation rounded and every named value recorded. */
const strict = {
  prepare(problem) {
    const { plan, state, uniforms, host, count } = swarmInput(problem);
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

export const particles = {
  loops: swarm(createLoopsSwarm),
  'loops-strict': strict,
  array: swarm(createArraySwarm),
};
export const steps = {};
export const maps = {};
export const firstStep = {};
export const drawing = {};
