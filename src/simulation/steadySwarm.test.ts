import { describe, expect, test, vi } from 'vitest';
import { rosenbrock } from '../surfaces/rosenbrock.ts';
import { createArraySwarm } from './arraySwarm.ts';
import { createSteadySwarm, type Way } from './steadySwarm.ts';
import { SwarmFault, type Swarm } from './swarm.ts';
import { particlesOn } from './testing/particles.ts';

const input = particlesOn(rosenbrock, 40, 30);
const array: Way = { backend: 'array', open: async () => createArraySwarm(input) };

/** Fails for good at its `at`-th use. */
const failing = (at: number): Way => ({
  backend: 'webgpu',
  async open() {
    let uses = 0;
    const use = (): void => {
      if (++uses >= at) throw new SwarmFault('The GPU was lost');
    };
    const real = createArraySwarm(input);
    return {
      ...real,
      get step() {
        return real.step;
      },
      play: async (to, pause) => (use(), real.play(to, pause)),
      read: async (channels, into) => (use(), real.read(channels, into)),
      bin: async (grid, channel, into) => (use(), real.bin(grid, channel, into)),
    };
  },
});

/** All that a swarm can be asked, and what it says. */
async function story(swarm: Swarm): Promise<unknown[]> {
  const said: unknown[] = [];
  const note = async (): Promise<void> => {
    said.push(swarm.step, await swarm.read(['x', 'loss']));
  };
  await swarm.play(10);
  await note();
  const keyframe = swarm.keep();
  await swarm.play(25);
  await note();
  swarm.restore(keyframe);
  await note();
  await swarm.play(20, async () => true);
  said.push(await swarm.bin({ width: 3, height: 2, x0: -2, x1: 2, y0: -1, y1: 2 }, 'loss'));
  keyframe.dispose();
  swarm.dispose();
  return said;
}

describe('a swarm that loses its backend', () => {
  test.each([1, 2, 3, 4, 5, 6, 7])('at use %s says the same as one that does not', async at => {
    const sentences: string[] = [];
    const swarm = await createSteadySwarm(40, [failing(at), array], sentence => sentences.push(sentence));
    expect(await story(swarm)).toEqual(await story(createArraySwarm(input)));
    expect(swarm.backend).toBe('array');
    expect(sentences).toEqual(['The GPU was lost: the particles go on in the array evaluator.']);
  });

  test('waits for nothing between the fault and the next backend’s answer, and opens it once', async () => {
    const open = vi.fn<Way['open']>(array.open);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const swarm = await createSteadySwarm(40, [failing(3), { ...array, open }], () => timers.mockClear());
    for (const to of [10, 20, 30]) await swarm.play(to);
    expect(swarm.backend).toBe('array');
    expect(timers.mock.calls.map(([, delay]) => delay ?? 0).filter(delay => delay > 0)).toEqual([]);
    expect(open).toHaveBeenCalledOnce();
    timers.mockRestore();
  });

  test('goes past one where code is forbidden', async () => {
    const sentences: string[] = [];
    const forbidden: Way = { backend: 'loops', open: () => Promise.reject(new EvalError()) };
    const swarm = await createSteadySwarm(40, [forbidden, array], sentence => sentences.push(sentence));
    expect(swarm.backend).toBe('array');
    expect(sentences[0]).toMatch(/^Generated code is forbidden here: /);
  });

  test('two calls at once fall once', async () => {
    const sentences: string[] = [];
    const swarm = await createSteadySwarm(40, [failing(1), array], sentence => sentences.push(sentence));
    const [a, b] = await Promise.all([swarm.read(['x']), swarm.read(['x'])]);
    expect(a).toEqual(b);
    expect(sentences).toHaveLength(1);
  });

  test('has no way left: the fault is thrown; other errors always are', async () => {
    const last = await createSteadySwarm(40, [failing(1)]);
    await expect(last.play(3)).rejects.toThrow(SwarmFault);
    const swarm = await createSteadySwarm(40, [array]);
    await expect(swarm.read(['nothing'])).rejects.toThrow(/have no “nothing”/);
  });
});
