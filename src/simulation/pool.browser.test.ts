import { afterEach, describe, expect, test } from 'vitest';
import { createPool, type Cancellable, type Pool, type PoolOptions } from './pool.ts';

/** A worker of the tests: counts, in slices of 10 ms, until it is told to end; or breaks as it is asked to. */
interface Counter extends Cancellable {
  count(ticket: number, slices: number): number | null;
}

/** Speaks comlink's messages; `first` is what the first worker does instead of counting. */
function spawnCounter(instead = ''): Worker {
  const code = `
    const running = new Set();
    const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
    onmessage = async ({ data: { id, path, argumentList } }) => {
      const [method] = path ?? [];
      let value = true;
      if (method === 'cancel') running.delete(argumentList[0].value);
      if (method === 'count') {
        ${instead}
        const [ticket, slices] = argumentList.map(argument => argument.value);
        running.add(ticket);
        value = 0;
        while (value < slices && running.has(ticket)) {
          await sleep(10);
          value++;
          if (value % 5 === 0) postMessage('beat');
        }
        if (!running.delete(ticket)) value = null;
        self.ended = (self.ended ?? 0) + 1;
      }
      postMessage({ id, type: 'RAW', value });
    };`;
  return new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
}

let pool: Pool<Counter>;
afterEach(() => pool.dispose());

function poolOf(instead: readonly string[], options: Partial<PoolOptions> = {}) {
  const faults: string[] = [];
  let made = 0;
  const spawn = (): Worker => spawnCounter(instead[made++]);
  pool = createPool<Counter>({ spawn, size: 2, silence: 200, onFault: fault => faults.push(fault), ...options });
  return { faults, made: () => made };
}
const count =
  (slices: number) => (remote: { count(ticket: number, slices: number): Promise<number | null> }, ticket: number) =>
    remote.count(ticket, slices);
const inOrder = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

const replaced = 'A background worker stopped and was replaced; its work was repeated.';

describe('a pool of workers', () => {
  test('shares a list out, every task once, and tells of each answer with its task', async () => {
    const { made, faults } = poolOf([]);
    const tasks = [5, 1, 2, 3, 1, 4];
    const answers: [number, number][] = [];
    expect(
      await pool.share(
        tasks,
        task => count(task),
        (answer, task) => answers.push([answer, task]),
      ),
    ).toBe(true);
    expect(answers.every(([answer, task]) => answer === task)).toBe(true);
    expect(inOrder(answers.map(([, task]) => task))).toEqual(inOrder(tasks));
    expect([made(), faults]).toEqual([2, []]);
  });

  test('work that takes longer than the silence allowed goes on as long as the worker beats', async () => {
    const { faults } = poolOf([]);
    expect(await pool.on(0, count(60))).toBe(60);
    expect(faults).toEqual([]);
  });

  test('answers null at once when it is no longer wanted, and the worker ends', async () => {
    poolOf([]);
    await pool.on(0, count(1));
    const stop = new AbortController();
    const long = pool.on(0, count(1e6), stop.signal);
    await wait(60);
    const asked = performance.now();
    stop.abort();
    expect(await long).toBe(null);
    expect(performance.now() - asked).toBeLessThan(50);
    expect(await pool.on(0, count(2))).toBe(2);
    expect(
      await pool.share(
        [1, 1e6, 1e6],
        task => count(task),
        () => {},
        AbortSignal.timeout(50),
      ),
    ).toBe(false);
  });

  test.each([
    ['hangs', 'for (;;);'],
    ['crashes', 'setTimeout(() => { throw new Error("lost"); }, 5); return;'],
  ])('a worker that %s is replaced and its work repeated', async (_, instead) => {
    const { made, faults } = poolOf([instead]);
    const answers: number[] = [];
    await pool.share(
      [3, 4, 5],
      task => count(task),
      answer => answers.push(answer),
    );
    expect(inOrder(answers)).toEqual([3, 4, 5]);
    expect([made(), faults]).toEqual([3, [replaced]]);
  });

  test('two pieces of work on one worker that hangs are both repeated, on one new worker', async () => {
    const { made, faults } = poolOf(['for (;;);']);
    expect(await Promise.all([pool.on(0, count(3)), pool.on(0, count(4))])).toEqual([3, 4]);
    expect([made(), faults]).toEqual([2, [replaced]]);
  });

  test('work that fails twice is refused in words; the next is done', async () => {
    poolOf(['for (;;);', 'for (;;);'], { silence: 100 });
    await expect(pool.on(0, count(1))).rejects.toThrow('did not finish in two attempts');
    expect(await pool.on(0, count(1))).toBe(1);
  });

  test('where no worker can be had it says so', async () => {
    poolOf([], {
      spawn: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    await expect(pool.on(0, count(1))).rejects.toThrow('No background worker can be had here.');
  });
});
