import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodes } from './build.ts';
import { fma, mod } from './elementary.ts';
import { createEvaluator } from './evaluate.ts';
import { createGraph } from './graph.ts';
import { parseExpression } from './parse.ts';
import { evaluate, isWeak, numbers, tensorOf, type Quantity, type Tensor } from './quantity.ts';
import { compileScalar, type Scalar } from './scalar.ts';
import { sizeOf, type Shape } from './shapes.ts';

const array = (shape: Shape, elements: readonly number[]): Tensor<number> => ({
  shape,
  elements: elements.map(Math.fround),
});
const names: Readonly<Record<string, Quantity<number>>> = {
  w: array([2], [1, 2]),
  m: array([2, 3], [1, 2, 3, 4, 5, 6]),
  row: array([1, 3], [10, 20, 30]),
  column: array([2, 1], [100, 200]),
  s: array([], [0.1]),
  beta: { weak: 0.9 },
};
const value = (text: string): Quantity<number> =>
  evaluate(numbers('float32'), parseExpression(text), { literals: 'weak', value: name => names[name] });
const elements = (text: string): number[] => Array.from(tensorOf(numbers('float32'), value(text)).elements);

describe('formulas over arrays', () => {
  test('Python numbers combine in double and are rounded when they meet an array', () => {
    expect(value('1 - beta')).toEqual({ weak: 1 - 0.9 });
    expect(elements('(1 - beta) * w')).toEqual([Math.fround(1 - 0.9), Math.fround(Math.fround(1 - 0.9) * 2)]);
    expect(elements('(1 - f32(beta)) * w')[0]).toBe(Math.fround(1 - Math.fround(0.9)));
    expect(Math.fround(1 - 0.9)).not.toBe(Math.fround(1 - Math.fround(0.9)));
    expect(isWeak(value('s * beta'))).toBe(false);
  });

  test('shapes broadcast from their last axes; reductions keep or drop axes', () => {
    expect(elements('m + row')).toEqual([11, 22, 33, 14, 25, 36]);
    expect(elements('m + column')).toEqual([101, 102, 103, 204, 205, 206]);
    expect((value('column + row') as Tensor<number>).shape).toEqual([2, 3]);
    expect(elements('sum_along(m, 0)')).toEqual([5, 7, 9]);
    expect(elements('mean_along(m, -1)')).toEqual([2, 5]);
    expect(elements('norm_along(column, 0)')).toEqual([Math.fround(Math.sqrt(50000))]);
    expect((value('mean_along(m, -1)') as Tensor<number>).shape).toEqual([2, 1]);
    expect([elements('sum(m)'), elements('mean(m)'), elements('norm(3 * w / w, 4)')]).toEqual([
      [21],
      [3.5],
      [Math.fround(Math.sqrt(34))],
    ]);
    expect(elements('matmul(m, transpose(m))')).toEqual([14, 32, 32, 77]);
    expect(elements('outer(w, w)')).toEqual([1, 2, 2, 4]);
    expect(elements('zeros(m)')).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test.each([
    ['w + m', /don’t fit/],
    ['matmul(m, m)', /don’t fit/],
    ['matmul(w, m)', /takes matrices/],
    ['sum_along(w, 1)', /no axis/],
    ['sum_along(m, 0.5)', /whole number/],
    ['global_norm(w)', /several/],
    ['q + 1', /no value/],
  ])('%s is refused', (text, message) => expect(() => value(text)).toThrow(message));

  test('nodes and numbers give the same bits', () => {
    const formulas = [
      '(w * 0.9 - beta_like * w) / 3',
      'norm(w) * max(w, 0.5)',
      'pow(abs(w), 0.3) + w^3',
      'fma(w, 0.1, s)',
      'mod(w, 0.7)',
      'w > 1 ? sqrt(abs(w)) : exp(-w)',
    ];
    const number = fc.float({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...formulas), number, number, number, (text, a, b, s) => {
        const graph = createGraph('float32');
        const inputs: Record<string, Tensor<ReturnType<typeof graph.input>>> = {
          w: { shape: [2], elements: [graph.input('a'), graph.input('b')] },
          s: { shape: [], elements: [graph.input('s')] },
          beta_like: { shape: [], elements: [graph.input('s')] },
        };
        const built = tensorOf(
          nodes(graph),
          evaluate(nodes(graph), parseExpression(text), { literals: 'weak', value: name => inputs[name] }),
        );
        const lowered = createEvaluator(Array.from(built.elements), 'float32')
          .run({ a, b, s }, 1)
          .map(([x]) => x);
        const known: Record<string, Quantity<number>> = {
          w: array([2], [a, b]),
          s: array([], [s]),
          beta_like: array([], [s]),
        };
        const direct = tensorOf(
          numbers('float32'),
          evaluate(numbers('float32'), parseExpression(text), { literals: 'weak', value: name => known[name] }),
        );
        expect(Array.from(direct.elements)).toEqual(lowered);
        expect(sizeOf(direct.shape)).toBe(lowered.length);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

test.each(['float32', 'float64'] as const)('formulas of numbers, compiled, give the same bits in %s', precision => {
  const formulas = [
    '1 - beta',
    '(1 - beta^k) / (1 - f32(beta)) * s',
    'sqrt(1 - pow(beta, s)) / (1 - pow(k, s))',
    'mod(s, 3) == 0 ? beta * s : k * beta / 3',
    'clamp(s * beta, -0.3, k) + s^3 - beta^9',
    'fma(s, beta, k) + min(s, beta) * abs(-s)',
    'floor(s / k) >= beta ? exp(-abs(s)) : cos(pi * s * beta)',
    'f32(beta) + f32(k) + atan(beta) + log(abs(s) + e)',
  ];
  const number = fc.double({ min: -20, max: 20, noNaN: true });
  const algebra = numbers(precision);
  fc.assert(
    fc.property(fc.constantFrom(...formulas), number, number, number, (text, beta, k, given) => {
      const s = algebra.constant(given);
      const expression = parseExpression(text);
      const known: Record<string, Quantity<number>> = {
        beta: { weak: beta },
        k: { weak: k },
        s: { shape: [], elements: [s] },
      };
      const direct = evaluate(algebra, expression, { literals: 'weak', value: name => known[name] });
      const scalars: Record<string, Scalar> = {
        beta: { weak: true, get: () => beta },
        k: { weak: true, get: () => k },
        s: { weak: false, get: () => s },
      };
      const compiled = compileScalar(expression, name => scalars[name], precision);
      expect(compiled.weak).toBe(isWeak(direct));
      expect(algebra.constant(compiled.get())).toBe(tensorOf(algebra, direct).elements[0]);
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('fma is one rounding to float32', () => {
  const float = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  // a·b is exact in double; with 2^−70 as the smallest part the sum is exact in integers.
  const exact = (a: number, b: number, c: number): number => {
    const scale = 2 ** 90;
    const whole = (x: number): bigint => BigInt(x * scale) * 2n ** 90n;
    const sum = BigInt(a * scale) * BigInt(b * scale) + whole(c);
    const magnitude = sum < 0n ? -sum : sum;
    const bits = magnitude.toString(2).length;
    if (bits <= 24) return Number(sum) / 2 ** 180;
    const shift = BigInt(bits - 24);
    const [head, tail, half] = [magnitude >> shift, magnitude & ((1n << shift) - 1n), 1n << (shift - 1n)];
    const up = tail > half || (tail === half && (head & 1n) === 1n);
    const rounded = Number(head + (up ? 1n : 0n)) * 2 ** Number(shift - 180n);
    return sum < 0n ? -rounded : rounded;
  };
  const coarse = float.map(x => (Math.abs(x) < 1e-6 ? 0 : x));
  fc.assert(
    fc.property(coarse, coarse, coarse, (a, b, c) => {
      const expected = exact(a, b, c);
      if (expected !== 0 && Math.abs(expected) > 1e-30) expect(Math.fround(fma(a, b, c))).toBe(expected);
    }),
    { numRuns: 5000, seed: 5 },
  );
  // (1 + 2^−23)(1 − 2^−23) − 1 = −2^−46 is lost where the product is rounded first.
  const [a, b, c] = [1 + 2 ** -23, 1 - 2 ** -23, -1].map(Math.fround) as [number, number, number];
  expect(Math.fround(fma(a, b, c))).toBe(-(2 ** -46));
  expect(Math.fround(Math.fround(a * b) + c)).toBe(0);
});

test('mod has the sign of its divisor, as in Python', () => {
  expect([mod(7, 3), mod(-7, 3), mod(7, -3), mod(5, 2.5), mod(4, 2.5)]).toEqual([1, 2, -2, 0, 1.5]);
});
