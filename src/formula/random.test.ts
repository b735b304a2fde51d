import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as elementary from './elementary.ts';
import { emitLoops } from './emitLoops.ts';
import { createEvaluator } from './evaluate.ts';
import { createGraph } from './graph.ts';
import { shuffled, uniform } from './random.ts';

const many = (count: number, numberAt: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => numberAt(i));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
  const variance = (values: readonly number[], centre: number): number =>
    mean(values.map(value => (value - centre) ** 2));
  return covariance / Math.sqrt(variance(a, meanA) * variance(b, meanB));
};

describe('uniform numbers by a key', () => {
  // The first words of pcg4d, worked out with Python's whole numbers, without their lowest 9 bits.
  test.each<[key: [number, number, number, number], bits: number]>([
    [[0, 0, 0, 0], 491900],
    [[1, 2, 3, 4], 1773926],
    [[7, 0, 1, 0], 799437],
    [[999999, 1000000, 10000, 15], 3256905],
  ])('of %j', (key, bits) => {
    expect(uniform(...key)).toBe((bits + 0.5) / 2 ** 23);
  });

  test('lie within (0, 1) and are float32', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), key => {
        const value = uniform(...key);
        return value > 0 && value < 1 && Math.fround(value) === value;
      }),
      { seed: 1 },
    );
  });

  const samples = 100_000;
  test.each([
    ['seeds', (i: number) => uniform(i, 0, 1, 0)],
    ['particles', (i: number) => uniform(1, i, 1, 0)],
    ['calls', (i: number) => uniform(1, 0, i, 0)],
    ['draws', (i: number) => uniform(1, 0, 1, i)],
  ])('are spread evenly over %s, and do not follow one another', (_, numberAt) => {
    const values = many(samples, numberAt);
    const bins = new Float64Array(256);
    for (const value of values) bins[Math.floor(value * 256)]!++;
    const expected = samples / 256;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 255 degrees of freedom: within 5 standard deviations √(2·255) of the mean.
    expect(Math.abs(chiSquare - 255)).toBeLessThan(5 * Math.sqrt(510));
    for (const lag of [1, 2, 7])
      expect(Math.abs(correlation(values.slice(lag), values.slice(0, -lag)))).toBeLessThan(5 / Math.sqrt(samples));
  });

  test('of keys that differ in one word have nothing to do with one another', () => {
    const a = many(samples, i => uniform(1, 0, i, 0));
    for (const other of [uniform.bind(null, 2), (p: number, c: number, d: number) => uniform(1, p + 1, c, d)])
      expect(
        Math.abs(
          correlation(
            a,
            many(samples, i => other(0, i, 0)),
          ),
        ),
      ).toBeLessThan(5 / Math.sqrt(samples));
    expect(
      Math.abs(
        correlation(
          a,
          many(samples, i => uniform(1, 0, i, 1)),
        ),
      ),
    ).toBeLessThan(5 / Math.sqrt(samples));
  });
});

describe('shuffles by a key', () => {
  test.each([1, 2, 3, 4, 5, 17, 64, 150, 344, 4096, 10_007])('of %d things place each once', count => {
    for (let epoch = 0; epoch < 3; epoch++) {
      const order = many(count, place => shuffled(7, 2, epoch, place, count));
      expect(order.toSorted((a, b) => a - b)).toEqual(many(count, i => i));
    }
  });

  test.each([2, 3, 5, 11])('of %d things put each at each place equally often', count => {
    const epochs = 20_000;
    const expected = epochs / count;
    for (let place = 0; place < count; place++) {
      const seen = new Float64Array(count);
      for (let epoch = 0; epoch < epochs; epoch++) seen[shuffled(3, 0, epoch, place, count)]!++;
      for (const times of seen) expect(Math.abs(times - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  test('come in all 6 orders of 3 things equally often', () => {
    const seen = new Map<string, number>();
    for (let epoch = 0; epoch < 60_000; epoch++) {
      const order = [0, 1, 2].map(place => shuffled(1, 0, epoch, place, 3)).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const times of seen.values()) expect(Math.abs(times - 10_000)).toBeLessThan(500);
  });

  test('differ from epoch to epoch, seed to seed and particle to particle', () => {
    const order = (seed: number, particle: number, epoch: number): string =>
      many(20, place => shuffled(seed, particle, epoch, place, 20)).join();
    expect(new Set([order(1, 0, 0), order(1, 0, 1), order(1, 1, 0), order(2, 0, 0)]).size).toBe(4);
    expect(order(1, 0, 1)).toBe(order(1, 0, 1));
  });
});

test('array evaluator and generated loops have the same numbers', () => {
  const graph = createGraph('float32');
  const key = ['a', 'b', 'c', 'd', 'e'].map(graph.input);
  const outputs = [graph.apply('uniform', ...key.slice(0, 4)), graph.apply('shuffled', ...key)];
  const code = emitLoops(outputs, 'float32', { spell: input => input, varies: () => true });
  // oxlint-disable-next-line typescript/no-implied-eval
  const generated = new Function(
    'math',
    'f',
    'a',
    'b',
    'c',
    'd',
    'e',
    `${code.lane.join('')}return [${code.names.join()}];`,
  ) as (math: typeof elementary, f: typeof Math.fround, ...key: number[]) => number[];
  const lanes = 200;
  const inputs = {
    a: 5,
    b: many(lanes, i => i),
    c: many(lanes, i => i % 7),
    d: many(lanes, i => (31 * i) % 97),
    e: 97,
  };
  const reference = createEvaluator(outputs, 'float32').run(inputs, lanes);
  for (let lane = 0; lane < lanes; lane++)
    expect(generated(elementary, Math.fround, 5, inputs.b[lane]!, inputs.c[lane]!, inputs.d[lane]!, 97)).toEqual(
      reference.map(values => values[lane]),
    );
});
