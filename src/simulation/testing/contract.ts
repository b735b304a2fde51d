import { describe, expect, test } from 'vitest';
import { run } from '../../experiment/experiment.ts';
import { createGraph } from '../../formula/graph.ts';
import { himmelblau } from '../../surfaces/himmelblau.ts';
import { planOf, type Plan } from '../plan.ts';
import type { SwarmInput } from '../swarm.ts';
import type { Tested } from './endings.ts';
import { particlesOf } from './particles.ts';

const COUNT = 1001; // no multiple of anything that works in groups
const STEPS = 20;
const trial = {
  surface: himmelblau,
  optimizer: run({ learning_rate: 0.002, momentum: 0.8, nesterov: true }),
  steps: STEPS,
};
const input = particlesOf(trial, COUNT);
const everything = [...input.plan.state, 'loss'];

/** A plan that counts: x adds up the number of the particle times that of the call, y the host's value of the call. */
function counting(): Plan {
  const graph = createGraph('float32');
  const { apply, input: named } = graph;
  const [x, y] = [named('x'), named('y')];
  const next = [apply('add', x, apply('mul', named('particle'), named('call'))), apply('add', y, named('given'))];
  return {
    ...input.plan,
    key: 'counting',
    graph,
    state: ['x', 'y'],
    initial: [x, y],
    uniforms: [],
    host: ['given'],
    next,
    loss: y,
    columns: [],
    values: [],
  };
}

const near = (channels: readonly Float32Array[], expected: readonly Float32Array[]): void =>
  channels.forEach((channel, place) =>
    channel.forEach((value, i) => expect(Math.abs(value - expected[place]![i]!)).toBeLessThanOrEqual(1e-4)),
  );

/** What swarm.ts promises, of a backend. */
export function contract({ create }: Tested): void {
  async function played(given: SwarmInput, ...stops: readonly number[]): Promise<Float32Array[]> {
    const swarm = await create(given);
    for (const stop of stops) await swarm.play(stop);
    const channels = await swarm.read([...given.plan.state, 'loss']);
    swarm.dispose();
    return channels;
  }

  describe('a swarm', () => {
    test('ends in the same place however its calls are cut', async () => {
      near(await played(input, 1, 8, 8, STEPS), await played(input, STEPS));
    });

    test('stops where a pause says so, with all particles at the same call', async () => {
      const swarm = await create(input);
      await swarm.play(100_000, () => Promise.resolve(false));
      const { step } = swarm;
      expect(step).toBeGreaterThan(0);
      expect(step).toBeLessThan(100_000);
      near(await swarm.read(['x', 'y']), await played(input, step));
      swarm.dispose();
    });

    test('comes back to a moment that was kept, as often as one likes', async () => {
      const swarm = await create(input);
      await swarm.play(7);
      const [kept, there] = [swarm.keep(), await swarm.read(everything)];
      await swarm.play(STEPS);
      const end = await swarm.read(everything);
      for (let turn = 0; turn < 2; turn++) {
        swarm.restore(kept);
        expect(swarm.step).toBe(7);
        expect(await swarm.read(everything)).toEqual(there);
        await swarm.play(STEPS);
        expect(await swarm.read(everything)).toEqual(end);
      }
      kept.dispose();
      swarm.dispose();
    });

    test('writes into arrays that are handed in, and says which channels there are', async () => {
      const swarm = await create(input);
      const mine = new Float32Array(COUNT);
      expect((await swarm.read(['y'], [mine]))[0]).toBe(mine);
      expect(mine).toEqual(input.state.subarray(COUNT, 2 * COUNT));
      await expect(Promise.resolve().then(() => swarm.read(['m']))).rejects.toThrow(
        'The particles have no “m”. They have x, y, velocity.x, velocity.y and loss.',
      );
      swarm.dispose();
    });

    test('knows the call, the particle among all, and the host’s value of the call', async () => {
      const [state, host] = [new Float32Array(2 * COUNT), Float32Array.from({ length: STEPS }, (_, k) => (k + 1) ** 2)];
      const given = { ...input, plan: counting(), uniforms: new Float32Array(0), state, host, first: 5000 };
      const [x, y] = await played(given, 3, STEPS);
      expect(Array.from(x!)).toEqual(Array.from(x!, (_, i) => ((5000 + i) * STEPS * (STEPS + 1)) / 2));
      expect(new Set(y)).toEqual(new Set([(STEPS * (STEPS + 1) * (2 * STEPS + 1)) / 6]));
    });

    test('gives each particle hyperparameters of its own', async () => {
      const plan = planOf(himmelblau, trial.optimizer, 'float32', ['learning_rate', 'momentum']);
      const [rate, momentum] = [plan.uniforms.indexOf('learning_rate'), plan.uniforms.indexOf('momentum')];
      const cells = particlesOf(trial, COUNT, plan);
      const rates = Float32Array.from({ length: COUNT }, (_, i) => 0.0005 * (1 + (i % 7)));
      const momenta = Float32Array.from({ length: COUNT }, (_, i) => 0.1 * (i % 9));
      const columns = new Map([
        [rate, rates],
        [momentum, momenta],
      ]);
      const ends = await played({ ...cells, columns }, STEPS);
      for (const chosen of [0, 40, COUNT - 1]) {
        const uniforms = cells.uniforms.slice();
        uniforms[rate] = rates[chosen]!;
        uniforms[momentum] = momenta[chosen]!;
        const alone = await played({ ...cells, uniforms }, STEPS);
        near(
          ends.map(channel => channel.subarray(chosen, chosen + 1)),
          alone.map(channel => channel.subarray(chosen, chosen + 1)),
        );
      }
    });

    test('counts its particles into cells, and adds up what they have there', async () => {
      const grid = { width: 9, height: 5, x0: -5, x1: 4, y0: -3, y1: 2 };
      const swarm = await create(input);
      await swarm.play(4);
      const [x, y, loss] = await swarm.read(['x', 'y', 'loss']);
      const { counts, sums } = await swarm.bin(grid, 'loss');
      swarm.dispose();
      const own = Array.from({ length: 45 }, () => ({ count: 0, sum: 0 }));
      for (let i = 0; i < COUNT; i++) {
        const cell = own[Math.floor(x![i]! + 5) + 9 * Math.floor(2 - y![i]!)];
        if (!cell || x![i]! < -5 || x![i]! >= 4) continue;
        cell.count++;
        cell.sum += loss![i]!;
      }
      expect(Array.from(counts)).toEqual(own.map(({ count }) => count));
      own.forEach(({ sum }, cell) => expect(Math.abs(sums[cell]! - sum)).toBeLessThanOrEqual(1e-3 * (1 + sum)));
    });

    test('lets particles diverge, and counts them nowhere', async () => {
      const optimizer = run({ learning_rate: 1, momentum: 0.9 });
      const swarm = await create(particlesOf({ ...trial, optimizer }, COUNT));
      await swarm.play(STEPS);
      const [x] = await swarm.read(['x']);
      expect(x!.filter(Number.isFinite)).toHaveLength(0);
      const { counts } = await swarm.bin({ width: 2, height: 2, x0: -1e38, x1: 1e38, y0: -1e38, y1: 1e38 });
      expect(Array.from(counts)).toEqual([0, 0, 0, 0]);
      swarm.dispose();
    });
  });
}
