import { beforeAll, expect, test } from 'vitest';
import { rastrigin } from '../surfaces/rastrigin.ts';
import { rosenbrock } from '../surfaces/rosenbrock.ts';
import { createLoopsSwarm } from './loopsSwarm.ts';
import type { Swarm } from './swarm.ts';
import { requestGpu } from './testing/gpu.ts';
import { particlesOn } from './testing/particles.ts';
import { createGpuSwarm } from './webgpu.ts';

const COUNT = 65_537; // several an invocation, and not a whole number of workgroups
const GRID = { width: 40, height: 30, x0: -2, x1: 2, y0: -1, y1: 2 };
let device: GPUDevice;

beforeAll(async () => {
  device = await requestGpu();
});

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const both = async (input: ReturnType<typeof particlesOn>): Promise<[Swarm, Swarm]> => [
  await createGpuSwarm(device, input),
  createLoopsSwarm(input),
];

test.each([rosenbrock, rastrigin])(
  'many particles on $name are where the loops have them, back from a keyframe too',
  async surface => {
    const [gpu, loops] = await both(particlesOn(surface, COUNT, 30));
    const keyframe = gpu.keep();
    await gpu.play(30);
    gpu.restore(keyframe);
    await gpu.play(7, async () => true);
    expect(gpu.step).toBe(7);
    await loops.play(7);
    const [made, expected] = [await gpu.read(['x', 'y', 'loss']), await loops.read(['x', 'y', 'loss'])];
    expected.forEach((channel, c) => {
      const errors = channel.map((b, i) => Math.abs(made[c]![i]! - b) / Math.max(1, Math.abs(b)));
      expect(errors.reduce((a, b) => Math.max(a, b))).toBeLessThan(5e-5);
    });
    for (const swarm of [gpu, loops]) swarm.dispose();
  },
);

test('a crowd is counted and summed as the loops do, but for particles on an edge between cells', async () => {
  const [gpu, loops] = await both(particlesOn(rosenbrock, COUNT, 30));
  for (const channel of ['loss', 'x', undefined]) {
    const [made, expected] = [await gpu.bin(GRID, channel), await loops.bin(GRID, channel)];
    const moved = expected.counts.map((count, i) => Math.abs(count - made.counts[i]!));
    expect(sum(moved)).toBeLessThan(COUNT / 1000);
    expected.sums.forEach((b, i) => {
      if (moved[i] === 0) expect(Math.abs(made.sums[i]! - b)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(b)));
    });
  }
  for (const swarm of [gpu, loops]) swarm.dispose();
});

test('a column holds a number a particle; pause ends the play at a call that all have reached', async () => {
  const input = particlesOn(rosenbrock, 300, 30);
  const rate = input.plan.uniforms.indexOf('learning_rate');
  const columns = new Map([[rate, Float32Array.from({ length: 300 }, (_, i) => i * 1e-6)]]);
  const [gpu, loops] = await both({ ...input, columns });
  await Promise.all([gpu.play(20), loops.play(20)]);
  const [[a], [b]] = [await gpu.read(['x']), await loops.read(['x'])];
  a!.forEach((value, i) => expect(Math.abs(value - b![i]!)).toBeLessThan(1e-5));
  await gpu.play(30, async () => false);
  expect(gpu.step).toBe(30); // few calls are one submission
  await expect(gpu.read(['nothing'])).rejects.toThrow(/have no “nothing”/);
  for (const swarm of [gpu, loops]) swarm.dispose();
});
