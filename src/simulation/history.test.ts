import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { arrayKernel } from './arraySwarm.ts';
import { createCpuSwarm } from './cpuSwarm.ts';
import { createHistory } from './history.ts';
import { loopsKernel } from './loopsSwarm.ts';
import type { Swarm, SwarmInput } from './swarm.ts';
import { particlesOf } from './testing/particles.ts';

const COUNT = 25;
const STEPS = 60;
const nesterov = run({ learning_rate: 0.005, momentum: 0.9, nesterov: true });
const fading = { class_name: 'Formula', config: { formula: '0.1 * 0.95^step' } };
const scheduled = run({ learning_rate: fading }, 'Adam');
const onHimmelblau = (optimizer: typeof nesterov, count = COUNT): SwarmInput =>
  particlesOf({ surface: himmelblau, optimizer, steps: STEPS }, count);
const [sgd, adam] = [onHimmelblau(nesterov), onHimmelblau(scheduled)];

const bits = (values: Float32Array): number[] => Array.from(new Uint32Array(values.slice().buffer));

/** Channels after each call, each played from the last checkpoint: these are so many calls apart. */
async function straightOn(
  swarm: Swarm,
  channels: readonly string[],
  steps: number,
  apart: number,
): Promise<number[][][]> {
  const all: number[][][] = [];
  let checkpoint = swarm.keep();
  for (let step = 0; step <= steps; step++) {
    swarm.restore(checkpoint);
    await swarm.play(step);
    if (step % apart === 0) checkpoint = swarm.keep();
    all.push((await swarm.read(channels)).map(bits));
  }
  return all;
}

test('so many particles that they go a part at a time have the same history', async () => {
  const many = onHimmelblau(nesterov, 4100);
  const kernel = loopsKernel(many);
  const straight = await straightOn(createCpuSwarm(kernel, many), ['y', 'loss'], 6, 1);
  expect(bits(createHistory(kernel, many, 6).stretch(0, 6, ['y', 'loss']))).toEqual(straight.flat(2));
});

describe.each([
  ['SGD', sgd, loopsKernel(sgd)],
  ['SGD', sgd, arrayKernel(sgd.plan)],
  ['Adam on a schedule', adam, loopsKernel(adam)],
] as const)('the history of particles under %s, $2.backend', (_, input, kernel) => {
  const { state } = input.plan;
  const channels = [...state, 'loss'];
  const stateBytes = 4 * state.length * COUNT;
  const checkpoints = [60, 20, 4, 1];
  const histories = [1e9, stateBytes * 20, stateBytes * 4, stateBytes].map(held =>
    createHistory(kernel, input, STEPS, held),
  );

  test('is what playing on from the last checkpoint gives, to the bit, in whatever order', async () => {
    const swarm = (): Swarm => createCpuSwarm(kernel, input);
    const straight = await Promise.all(checkpoints.map(many => straightOn(swarm(), state, STEPS, STEPS / many)));
    const step = fc.integer({ min: 0, max: STEPS });
    fc.assert(
      fc.property(fc.nat(histories.length - 1), step, step, (place, one, other) => {
        const history = histories[place]!;
        expect(bits(history.stretch(one, one, state))).toEqual(straight[place]![one]!.flat());
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const steps = straight[place]!.slice(from, to + 1);
        expect(bits(history.stretch(from, to, state))).toEqual(steps.flat(2));
        expect(bits(history.stretch(from, to, ['y', 'x']))).toEqual(steps.flatMap(([x, y]) => [...y!, ...x!]));
      }),
      { numRuns: 12 },
    );
  });

  test('has losses with the same bits wherever they are asked for, which are those of the places but for rounding', async () => {
    const swarm = createCpuSwarm(kernel, input);
    for (const history of histories) {
      const whole = history.stretch(0, STEPS, channels);
      for (const step of [60, 1, 31]) {
        const row = whole.subarray(step * channels.length * COUNT, (step + 1) * channels.length * COUNT);
        expect(bits(history.stretch(step, step, ['loss']))).toEqual(bits(row.slice(-COUNT)));
      }
    }
    await swarm.play(31);
    const [losses] = await swarm.read(['loss']);
    for (const history of histories)
      history
        .stretch(31, 31, ['loss'])
        .forEach((loss, i) => expect(Math.abs(loss - losses![i]!)).toBeLessThan(1e-4 * (1 + loss)));
  });

  test('holds what it may, and a state to work on', () => {
    for (const history of histories) history.stretch(STEPS, STEPS, ['x']);
    const [all, , few, one] = histories.map(({ bytes }) => bytes / stateBytes - 2); // the state is of doubles
    expect(all).toBe(STEPS + 1);
    expect(few).toBe(1 + Math.floor(STEPS / 15));
    expect(one).toBe(2);
  });

  test('writes into arrays that are handed in, and says what there is', () => {
    const [history] = histories;
    const mine = new Float32Array(2 * COUNT);
    expect(history!.stretch(7, 8, ['y'], mine)).toBe(mine);
    expect(mine).toEqual(history!.stretch(7, 8, ['y']));
    expect(() => history!.stretch(STEPS + 1, STEPS + 1, ['x'])).toThrow('Steps are 0 … 60. Received: 61.');
    expect(() => history!.stretch(5, 3, ['x'])).toThrow('A stretch from 5 ends at 5 … 60. Received: 3.');
    expect(() => history!.stretch(1, 1, ['z'])).toThrow(
      `The particles have no “z”. They have ${state.join(', ')} and loss.`,
    );
  });
});
