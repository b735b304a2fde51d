import { afterEach, describe, expect, test, vi } from 'vitest';
import { limits, openingOf } from '../experiment/experiment.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { createClient, type Client, type ClientOptions, type ClientStatus } from './client.ts';
import { createEngine, type TraceResult } from './engine.ts';
import { traceJobs, type Job } from './job.ts';

const jobsOf = (surface: string, steps = 200): Job[] => traceJobs({ ...openingOf(surfaceNamed(surface)!), steps });
const jobs = jobsOf('rosenbrock');
/** Far longer than any limit here. */
const endless = Array.from({ length: 2000 }, () => jobsOf('rastrigin', limits.steps.most)[0]!);

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const bits = (result: TraceResult | null): number[][] | undefined =>
  result?.traces.map(({ rows }) => [...new Uint32Array(rows.buffer, rows.byteOffset, rows.length)]);

const spawnReal = (): Worker =>
  new Worker(new URL('../../workers/simulation.worker.ts', import.meta.url), { type: 'module' });

/** A worker that loads and answers in comlink's messages, but runs `onTrace` when it is asked for traces. */
function spawnFaulty(onTrace: string): Worker {
  const code = `onmessage = ({ data: { id, path } }) => {
    if (path?.[0] === 'trace') { ${onTrace} }
    else postMessage({ id, type: 'RAW', value: true });
  };`;
  return new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
}
const hanging = (): Worker => spawnFaulty('for (;;);');

let client: Client;

/** A client whose first workers are these, and real ones after them; with the times at which each was made. */
function clientOf(faulty: (() => Worker)[] = [], options: ClientOptions = {}) {
  const spawned: number[] = [];
  const spawn = (): Worker => {
    spawned.push(performance.now());
    return (faulty[spawned.length - 1] ?? spawnReal)();
  };
  client = createClient({ spawn, ...options });
  return { client, spawned };
}

afterEach(() => client.dispose());

async function expectSameBits(result: TraceResult | null): Promise<void> {
  const expected = await createEngine().trace(jobs);
  expect(expected!.backend).toBe('loops');
  expect(bits(result)).toEqual(bits(expected));
}

describe('a sound worker', () => {
  test('gives the engine’s bits', async () => {
    client = createClient();
    const result = await client.trace(jobs);
    expect(result!.backend).toBe('loops');
    await expectSameBits(result);
    expect(client.status()).toEqual({ place: 'worker', fault: null });
  });

  test('answers only the latest of ten requests made at once, and runs only that', async () => {
    const worker = spawnReal();
    const post = vi.spyOn(worker, 'postMessage');
    const { spawned } = clientOf([() => worker]);
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => client.trace(jobsOf('beale', i + 1))));
    expect(results.slice(0, 9)).toEqual(Array(9).fill(null));
    expect(results[9]!.traces.map(({ steps }) => steps)).toEqual([10, 10]);
    const asked = post.mock.calls.filter(([message]) => (message as { path?: string[] }).path?.[0] === 'trace');
    expect([asked.length, spawned.length]).toEqual([1, 1]);
  });

  test('drops a long run within 100 ms of a new request', async () => {
    clientOf();
    await client.trace(jobs);
    let running = true;
    const long = client.trace(endless).finally(() => (running = false));
    await wait(150);
    expect(running).toBe(true);
    const asked = performance.now();
    const next = client.trace(jobs);
    expect(await long).toBe(null);
    expect(performance.now() - asked).toBeLessThan(100);
    await expectSameBits(await next);
  });

  test('outlives a job that can’t be run, which is refused in its own words', async () => {
    const { spawned } = clientOf();
    const [job] = jobs;
    const bad = { ...job!, surface: { ...job!.surface, formula: ['x + nonsense'] } };
    await expect(client.trace([bad])).rejects.toThrow('nonsense');
    await expectSameBits(await client.trace(jobs));
    expect(client.status()).toEqual({ place: 'worker', fault: null });
    expect(spawned).toHaveLength(1);
  });
});

describe('a faulty worker', () => {
  const replaced = 'The background worker stopped and was replaced; the run was repeated.';

  test('that hangs is replaced soon, and the run repeated', async () => {
    const { spawned } = clientOf([hanging]);
    const asked = performance.now();
    const result = await client.trace(jobs);
    expect(spawned).toHaveLength(2);
    expect(spawned[1]! - asked).toBeLessThan(3000);
    expect(performance.now() - asked).toBeLessThan(4000);
    await expectSameBits(result);
    expect(client.status()).toEqual({ place: 'worker', fault: replaced });
  });

  test('that crashes in the middle of a run is replaced soon, and the run repeated', async () => {
    const onStatus = vi.fn<(status: ClientStatus) => void>();
    const { spawned } = clientOf([() => spawnFaulty('setTimeout(() => { throw new Error("lost"); }, 20);')], {
      onStatus,
    });
    const asked = performance.now();
    const result = await client.trace(jobs);
    expect(spawned).toHaveLength(2);
    expect(performance.now() - asked).toBeLessThan(3000);
    await expectSameBits(result);
    expect(onStatus.mock.calls).toEqual([[{ place: 'worker', fault: replaced }]]);
  });

  test('is replaced in the very task in which the fault is noticed', async () => {
    let madeByThen: number | undefined;
    const onStatus = (): void => void setTimeout(() => (madeByThen = spawned.length));
    const { spawned } = clientOf([() => spawnFaulty('throw new Error("lost");')], { onStatus });
    await expectSameBits(await client.trace(jobs));
    expect(madeByThen).toBe(2);
  });

  test('that hangs twice ends in a sentence; the next request gets a new one', async () => {
    const { spawned } = clientOf([hanging, hanging], { silence: 100 });
    await expect(client.trace(jobs)).rejects.toThrow(
      'The run did not finish in two attempts and was stopped. Change something to try again.',
    );
    await expectSameBits(await client.trace(jobs));
    expect(spawned).toHaveLength(3);
  });

  test('that hangs holds back no later request', async () => {
    const { spawned } = clientOf([hanging], { silence: 200 });
    const results = await Promise.all([client.trace(endless), wait(100).then(() => client.trace(jobs))]);
    expect(results[0]).toBe(null);
    await expectSameBits(results[1]);
    expect(spawned).toHaveLength(2);
  });
});

describe('no worker at all', () => {
  const refused = (): Worker => {
    throw new DOMException('refused', 'SecurityError');
  };
  const ways: [string, () => Worker][] = [
    ['making one is refused', refused],
    ['its script can’t be loaded', () => new Worker('/no-such-worker.js', { type: 'module' })],
    ['its script fails at once', () => new Worker('data:text/javascript,throw new Error("broken")')],
    ['its script never gets ready', () => new Worker('data:text/javascript,for(;;);')],
  ];

  test.each(ways)('where %s, the page computes the same bits and says so', async (_, spawn) => {
    const onStatus = vi.fn<(status: ClientStatus) => void>();
    clientOf([spawn], { loading: 500, onStatus });
    const result = await client.trace(jobs);
    expect(result!.backend).toBe('array');
    await expectSameBits(result);
    const status = { place: 'page', fault: expect.stringMatching(/^No background worker can be had here/) };
    expect(client.status()).toEqual(status);
    expect(onStatus.mock.calls).toEqual([[status]]);
  });

  test('the latest request wins there too, within 100 ms', async () => {
    clientOf([refused]);
    const long = client.trace(endless);
    await wait(50);
    const asked = performance.now();
    const next = client.trace(jobs);
    expect(await long).toBe(null);
    expect(performance.now() - asked).toBeLessThan(100);
    await expectSameBits(await next);
  });

  test('requests made at once share one engine, and only the latest runs', async () => {
    const onStatus = vi.fn<(status: ClientStatus) => void>();
    clientOf([refused, refused], { onStatus });
    const results = await Promise.all([client.trace(endless), client.trace(endless), client.trace(jobs)]);
    expect(results.slice(0, 2)).toEqual([null, null]);
    await expectSameBits(results[2]);
    expect(onStatus.mock.calls.length).toBeLessThanOrEqual(1);
  });
});
