import { describe, expect, test } from 'vitest';
import { buildNumber } from './build.ts';
import { derivative, gradient, hessian } from './differentiate.ts';
import { createEvaluator } from './evaluate.ts';
import { callable, functions } from './functions.ts';
import { createGraph, inOrder, type Node } from './graph.ts';
import { parseExpression } from './parse.ts';

type Point = readonly [x: number, y: number];

const graph = createGraph('float64');
const [x, y] = [graph.input('x'), graph.input('y')];
const environment = new Map([
  ['x', x],
  ['y', y],
]);
const node = (text: string): Node => buildNumber(graph, parseExpression(text, new Set(['x', 'y'])), environment);

const valuesAt = (outputs: readonly Node[], [px, py]: Point): number[] =>
  createEvaluator(outputs, 'float64')
    .run({ x: px, y: py }, 1)
    .map(lane => lane[0]!);

/** (f(p + h) − f(p − h)) / 2h along x and y; the error is of the order 1e-10 for the formulas below. */
function centralDifferences(output: Node, [px, py]: Point): number[] {
  const h = 1e-5;
  const f = (...point: Point): number => valuesAt([output], point)[0]!;
  return [(f(px + h, py) - f(px - h, py)) / (2 * h), (f(px, py + h) - f(px, py - h)) / (2 * h)];
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!) / scale).toBeLessThan(tolerance));
}

const somewhere: readonly Point[] = [
  [0.7, 0.4],
  [-1.3, 0.6],
  [0.25, -0.9],
  [-0.45, -1.6],
];
const positive: readonly Point[] = [
  [0.7, 0.4],
  [1.9, 2.6],
  [3.2, 0.15],
];

/** Smooth at all of their points. */
const smooth: readonly [formula: string, points: readonly Point[]][] = [
  ['x + 2 y', somewhere],
  ['3 x - x y', somewhere],
  ['x y', somewhere],
  ['x x y', somewhere],
  ['x/y', somewhere],
  ['(x - y)/(2 + x y)', positive],
  ['-x y', somewhere],
  ['x^2 y^3', somewhere],
  ['x^9', somewhere],
  ['x^-2', somewhere],
  ['x^2.5', positive],
  ['2^(x y)', somewhere],
  ['x^y', positive],
  ['abs(x) + abs(x y)', somewhere],
  ['sqrt(x + y^2)', positive],
  ['exp(x y)', somewhere],
  ['log(x y)', positive],
  ['sin(2 x + y)', somewhere],
  ['cos(x y)', somewhere],
  ['tan(x - y/4)', somewhere],
  ['tanh(x y)', somewhere],
  ['atan(3 x y)', somewhere],
  ['sign(x) y^2', somewhere],
  ['floor(x) x y', somewhere],
  ['min(x, y) min(y, x^2)', somewhere],
  ['max(x, y) max(y^2, x)', somewhere],
  ['x < y ? x y : x^2', somewhere],
  ['x ≤ 0 ? sin(y) : x/y', somewhere],
  ['x > y ? exp(x) : y', somewhere],
  ['x ≥ 0 ? x y : y^2', somewhere],
  ['x == y ? 1 : x^3', somewhere],
  ['x != y ? x^3 y : 1', somewhere],
  ['clamp(x y, -0.3, 0.5)', somewhere],
  ['norm(x, y) + sum(x, x y) + mean(x^2, y)', somewhere],
  ['mod(x^2, y) + x mod(3 y, x)', positive],
  ['fma(x, y, x^3)', somewhere],
  ['fma(x y, 2.5, y)', somewhere],
  ['f32(x) y', somewhere],
  ['sum(outer(x, y)) + sum_along(x y, 0) + mean_along(y^2, 0) norm_along(x, 0)', somewhere],
  ['sum(matmul(outer(x, y), transpose(outer(y, x^2)))) + zeros(x) y', somewhere],
  ['exp(-(x^2 + y^2)) cos(3 x) + tanh(x/(1 + y^2))', somewhere],
];

describe('against central differences', () => {
  test.each(smooth)('%s', (formula, points) => {
    const output = node(formula);
    for (const point of points)
      expectClose(valuesAt(gradient(graph, output, [x, y]), point), centralDifferences(output, point), 1e-7);
  });

  test.each(smooth)('second derivatives of %s, which are symmetric', (formula, points) => {
    const output = node(formula);
    const [slopeX, slopeY] = gradient(graph, output, [x, y]);
    for (const point of points) {
      const second = valuesAt(hessian(graph, output, [x, y]).flat(), point);
      expectClose([second[1]!], [second[2]!], 1e-12);
      expectClose(second.slice(0, 2), centralDifferences(slopeX!, point), 1e-6);
      expectClose(second.slice(2), centralDifferences(slopeY!, point), 1e-6);
    }
  });

  /** A cast passes slopes on, which differences of the rounded values don't show; a test and numbers by a key have none. */
  const unsmooth = ['is_finite', 'float16', 'uniform', 'shuffled'];

  test('every operation is among these formulas', () => {
    const met = new Set(inOrder(smooth.map(([formula]) => node(formula))).map(({ op }) => op));
    expect(Object.keys(functions).filter(name => !met.has(name as Node['op']))).toEqual(unsmooth);
    expect(valuesAt(gradient(graph, node('float16(x^2 y)'), [x, y]), [3, 1])).toEqual([6, 9]);
  });

  /** Functions that a surface can't call, so that nothing differentiates them. */
  const withoutDerivative = {
    global_norm: 'is over all variables of a rule',
    all_finite: 'is over all variables of a rule',
    replica_sum: 'is over the replicas of a step',
    replica_mean: 'is over the replicas of a step',
    random_normal: 'is of a step of a run',
    loss_along: 'is of a step of a run',
  } as const;

  test('every function that a surface may call is among them; for the others there is a reason', () => {
    const text = smooth.map(([formula]) => formula).join(' ');
    const missing = Object.keys(callable).filter(
      name => !text.includes(`${name}(`) && !['pow', ...unsmooth].includes(name),
    );
    expect(missing).toEqual(Object.keys(withoutDerivative));
    for (const name of missing) {
      const [least] = callable[name as keyof typeof withoutDerivative];
      expect(() => node(`${name}(${Array(least).fill('x').join(', ')})`)).toThrow(/there are several of|no value here/);
    }
  });
});

describe('exact zeros and ones', () => {
  test.each(['3', 'pi', 'y', 'sin(y)^2', '0*y', 'x < y', 'x ≤ 0', 'x == y', 'x ≠ y', 'sign(x)', 'floor(x y)'])(
    'd/dx of %s is the constant 0',
    formula => expect(derivative(graph, node(formula), x)).toBe(graph.constant(0)),
  );

  test('d/dx of x is 1, of x·y is y itself', () => {
    expect(derivative(graph, x, x)).toBe(graph.constant(1));
    expect(derivative(graph, node('x y'), x)).toBe(y);
    expect(derivative(graph, node('x^2'), x)).toBe(node('2 x'));
  });

  test('d/dx of x^0 is 0 at 0 too', () => {
    expect(valuesAt([derivative(graph, node('x^0 + y'), x)], [0, 1])).toEqual([0]);
  });
});

describe('at a kink, the slope of the branch that is taken', () => {
  test.each<[formula: string, point: Point, slopes: number[]]>([
    ['abs(x)', [0, 0], [0, 0]],
    ['min(x, y)', [1, 1], [0, 1]],
    ['max(x, y)', [1, 1], [0, 1]],
    ['min(x, 2 y)', [1, 1], [1, 0]],
    ['max(x, 2 y)', [1, 1], [0, 2]],
    ['x < 0 ? -x : 3 x', [0, 0], [3, 0]],
    ['clamp(x, -1, 1)', [5, 0], [0, 0]],
    // The branch not taken has no finite slope, and does not leak.
    ['x > 0 ? sqrt(x) : x', [-1, 0], [1, 0]],
    ['x > 0 ? x : log(x)', [2, 0], [1, 0]],
    ['min(x, 1/y)', [-1, 0], [1, 0]],
  ])('%s', (formula, point, slopes) => {
    expect(valuesAt(gradient(graph, node(formula), [x, y]), point).map(slope => slope + 0)).toEqual(slopes);
  });
});
