import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { arrayKernel } from './arraySwarm.ts';
import { createCpuSwarm } from './cpuSwarm.ts';
import { createHistory } from './history.ts';
import { loopsKernel } from './loopsSwarm.ts';
import { particlesOf } from './testing/particles.ts';

const COUNT = 25;
const STEPS = 60;
const optimizer = run({ learning_rate: 0.005, momentum: 0.9, nesterov: true });
const input = particlesOf({ surface: himmelblau, optimizer, steps: STEPS }, COUNT);
const channels = [...input.plan.state, 'loss'];

const bits = (values: Float32Array): number[] => Array.from(new Uint32Array(values.slice().buffer));

describe.each([
  ['loops', loopsKernel(input)],
  ['array', arrayKernel(input.plan)],
] as const)('the history of particles in %s', (backend, kernel) => {
  const stateBytes = 4 * input.plan.state.length * COUNT;
  const histories = [1e9, stateBytes * 20, stateBytes * 4, stateBytes].map(held =>
    createHistory(kernel, input, STEPS, held),
  );

  test('is what playing call by call gives, to the bit, in whatever order and with however few checkpoints', async () => {
    const swarm = createCpuSwarm(backend, kernel, input);
    const straight: number[][][] = [];
    for (let step = 0; step <= STEPS; step++) {
      await swarm.play(step);
      straight.push((await swarm.read(channels)).map(bits));
    }
    const step = fc.integer({ min: 0, max: STEPS });
    fc.assert(
      fc.property(fc.constantFrom(...histories), step, step, (history, one, other) => {
        expect(history.at(one, channels).map(bits)).toEqual(straight[one]);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const steps = straight.slice(from, to + 1);
        expect(bits(history.trails(from, to))).toEqual(steps.flatMap(([x, y]) => [...x!, ...y!]));
      }),
      { numRuns: 12 },
    );
  });

  test('holds what it may, and a state to work on', () => {
    const [all, , few, one] = histories.map(({ bytes }) => bytes / stateBytes - 1);
    expect(all).toBe(STEPS + 1);
    expect(few).toBe(1 + Math.floor(STEPS / 15));
    expect(one).toBe(2);
  });

  test('writes into arrays that are handed in, and says what there is', () => {
    const [history] = histories;
    const mine = new Float32Array(COUNT);
    expect(history!.at(7, ['y'], [mine])[0]).toBe(mine);
    expect(mine).toEqual(history!.at(7, ['y'])[0]);
    expect(() => history!.at(STEPS + 1, ['x'])).toThrow('Steps are 0 … 60. Received: 61.');
    expect(() => history!.trails(5, 3)).toThrow('A trail from 5 ends at 5 … 60. Received: 3.');
    expect(() => history!.at(1, ['m'])).toThrow(
      'The particles have no “m”. They have x, y, velocity.x, velocity.y and loss.',
    );
  });
});
