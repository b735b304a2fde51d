import { describe, expect, test } from 'vitest';
import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import { batchSamples } from './batch.ts';

const COUNT = 11;
const key = { seed: 7, particle: 0, replica: 0 };
const source = (changes: Partial<GradientSource>): GradientSource => ({ ...exactGradient, ...changes });

describe('batches of an epoch', () => {
  test.each([1, 2, 4, 5, 11, 400])('of size %i visit each sample once; the last has what is left', batch => {
    const calls = Math.ceil(COUNT / batch);
    const orders = [0, 1, 2].map(epoch => {
      const batches = Array.from({ length: calls }, (_, i) =>
        batchSamples(COUNT, source({ batch }), { ...key, call: epoch * calls + i + 1 }),
      );
      expect(batches.map(({ length }) => length)).toEqual(
        Array.from({ length: calls }, (_, i) => Math.min(batch, COUNT - i * batch)),
      );
      return batches.flat();
    });
    for (const order of orders)
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
    expect(new Set(orders.map(String)).size).toBe(3); // a new order every time
  });

  test('are shared out to replicas', () => {
    const seen = [0, 1, 2].flatMap(replica =>
      batchSamples(12, source({ batch: 4, replicas: 3 }), { ...key, call: 5, replica }),
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
  });

  test('stay apart over ten thousand calls', () => {
    const last = batchSamples(COUNT, source({ batch: 1, replicas: 16 }), { ...key, call: 10_000, replica: 15 });
    expect(last[0]).toBeGreaterThanOrEqual(0);
    expect(last[0]).toBeLessThan(COUNT);
  });
});

test('with replacement every sample is as likely as any, in every place', () => {
  const counts = new Float64Array(COUNT);
  const calls = 5000;
  for (let call = 1; call <= calls; call++)
    for (const sample of batchSamples(COUNT, source({ batch: 4, replacement: true }), { ...key, call }))
      counts[sample]!++;
  const expected = (4 * calls) / COUNT;
  // χ² with 10 degrees of freedom is over 29.6 once in a thousand.
  expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(29.6);
});
