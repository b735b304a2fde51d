import { beforeAll, describe, expect, inject, test } from 'vitest';
import { rosenbrock } from '../surfaces/rosenbrock.ts';
import { createSwarm } from './createSwarm.ts';
import { createLoopsSwarm } from './loopsSwarm.ts';
import { faultyGpu, gpuFaults } from './testing/faultyGpu.ts';
import { particlesOn } from './testing/particles.ts';

declare module 'vitest' {
  interface ProvidedContext {
    faultRounds: number; // vite.config.ts
  }
}

const rounds = Array.from({ length: inject('faultRounds') }, (_, i) => i + 1);
const input = particlesOn(rosenbrock, 500, 40);
const channels = ['x', 'y', 'loss'];
/** Milliseconds from noticing a fault to the loops' first answer: a few, none of them waiting. */
const recoveries: number[] = [];
const MOST_MS = 1000;
let expected: Float32Array[];

beforeAll(async () => {
  const swarm = createLoopsSwarm(input);
  await swarm.play(40);
  expected = await swarm.read(channels);
});

/** Not to the bit: where a play begins anew the loops round their numbers to float32. */
function expectNear(made: readonly Float32Array[]): void {
  const errors = made.flatMap((channel, c) =>
    Array.from(channel, (a, i) => Math.abs(a - expected[c]![i]!) / Math.max(1, Math.abs(expected[c]![i]!))),
  );
  expect(Math.max(...errors)).toBeLessThan(1e-4);
}

describe.concurrent('after a fault of the GPU the same particles go on in loops, and one sentence says so', () => {
  test.each(gpuFaults)('%s', { timeout: 20_000 * rounds.length }, async fault => {
    for (const round of rounds) {
      const sentences: string[] = [];
      let noticed: number | undefined;
      const answered = (): void => {
        if (noticed !== undefined) recoveries.push(performance.now() - noticed);
        noticed = undefined;
      };
      const swarm = await createSwarm(input, {
        backend: 'webgpu',
        gpu: faultyGpu(fault, 1 + (round % 5)),
        onFallback(sentence) {
          sentences.push(sentence);
          noticed = performance.now();
        },
      });
      answered();
      for (const to of [10, 20, 30]) {
        await swarm.play(to);
        answered();
        await swarm.read(['x']);
        answered();
      }
      const keyframe = swarm.keep();
      await swarm.play(40);
      answered();
      expect(sentences).toEqual([expect.stringMatching(/GPU.*: the particles go on in the typed loops\.$/)]);
      expect(swarm.backend).toBe('loops');
      expect(swarm.step).toBe(40);
      expectNear(await swarm.read(channels));
      swarm.restore(keyframe);
      expect(swarm.step).toBe(30);
      await swarm.play(40);
      expectNear(await swarm.read(channels));
      swarm.dispose();
    }
  });
});

test('the loops answer soon after a fault is noticed', () => {
  expect(recoveries).toHaveLength(gpuFaults.length * rounds.length);
  expect(Math.max(...recoveries)).toBeLessThan(MOST_MS);
});

test('without a fault they stay on the GPU', async () => {
  const sentences: string[] = [];
  const swarm = await createSwarm(input, { backend: 'webgpu', onFallback: sentence => sentences.push(sentence) });
  await swarm.play(40);
  expect(swarm.backend).toBe('webgpu');
  expect(sentences).toEqual([]);
  expectNear(await swarm.read(channels));
  swarm.dispose();
});
