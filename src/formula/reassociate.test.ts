import { describe, expect, test } from 'vitest';
import { surfaces } from '../surfaces/index.ts';
import { buildLoss, defaultParameters, parameterInputs, parseLoss } from '../surfaces/loss.ts';
import { gradient } from './differentiate.ts';
import { createEvaluator } from './evaluate.ts';
import { dependence, createGraph, inOrder, type Node } from './graph.ts';
import { reassociated } from './reassociate.ts';

const varies = (input: string): boolean => input === 'x' || input === 'y';
const operations = (outputs: readonly Node[]): number => {
  const order = inOrder(outputs);
  const dependent = dependence(order, varies);
  return order.filter(node => dependent.has(node) && node.op !== 'input').length;
};

describe.each(surfaces.map(surface => [surface.name, surface] as const))('gradient of %s', (_, surface) => {
  const graph = createGraph('float64');
  const [x, y] = [graph.input('x'), graph.input('y')];
  const loss = buildLoss(graph, parseLoss(surface), x, y);
  const outputs = [loss, ...gradient(graph, loss, [x, y])];
  const fewer = reassociated(graph, outputs, { varies });

  test('has the same values but for rounding', () => {
    const places = Array.from({ length: 200 }, (__, i) => [(i * 0.7548776662466927) % 1, (i * 0.5698402909980532) % 1]);
    const [[x0, x1], [y0, y1]] = surface.domain;
    const inputs = {
      ...parameterInputs(defaultParameters(surface)),
      x: places.map(([share]) => x0 + (x1 - x0) * share!),
      y: places.map(([, share]) => y0 + (y1 - y0) * share!),
    };
    const [expected, found] = [outputs, fewer].map(list => createEvaluator(list, 'float64').run(inputs, places.length));
    expected!.forEach((values, i) => {
      const size = Math.max(...Array.from(values, Math.abs).filter(Number.isFinite), 1);
      values.forEach((value, k) => {
        if (Number.isFinite(value)) expect(Math.abs(found![i]![k]! - value) / size).toBeLessThan(1e-12);
        else expect(found![i]![k]).toBe(value);
      });
    });
  });

  test('takes no more operations, but for a product that two factors shared', () => {
    expect(operations(fewer)).toBeLessThanOrEqual(operations(outputs) + 1);
  });
});

test('what both terms of a sum are multiplied by meets its reciprocal', () => {
  const graph = createGraph('float64');
  const { apply, constant } = graph;
  const [x, y] = [graph.input('x'), graph.input('y')];
  const twice = (node: Node): Node => apply('mul', constant(2), node);
  const half = apply('mul', constant(0.5), apply('sub', twice(x), apply('add', y, y)));
  expect(reassociated(graph, [half], { varies })).toEqual([apply('sub', x, y)]);
});

test('what is linear in x and y is one sum of both, however it was written', () => {
  const graph = createGraph('float64');
  const { apply, input } = graph;
  const [x, y, c, s, kappa, rate] = ['x', 'y', 'c', 's', 'kappa', 'rate'].map(input) as [
    Node,
    Node,
    Node,
    Node,
    Node,
    Node,
  ];
  const u = apply('add', apply('mul', x, c), apply('mul', y, s));
  const v = apply('mul', kappa, apply('sub', apply('mul', y, c), apply('mul', x, s)));
  const slope = [
    apply('sub', apply('mul', u, c), apply('mul', v, s)),
    apply('add', apply('mul', u, s), apply('mul', v, c)),
  ];
  const step = slope.map((g, axis) => apply('sub', [x, y][axis]!, apply('mul', rate, g)));
  expect(operations(reassociated(graph, slope, { varies }))).toBe(6);
  expect(operations(reassociated(graph, step, { varies }))).toBe(6);
});

test('a known form is kept where none has fewer operations', () => {
  const graph = createGraph('float64');
  const { apply, constant, input } = graph;
  const [x, y] = [input('x'), input('y')];
  const known = apply('add', y, x);
  expect(reassociated(graph, [apply('add', x, y)], { varies, known: [[known]] })).toEqual([known]);
  expect(reassociated(graph, [x], { varies, known: [[apply('mul', constant(1), x)]] })).toEqual([x]);
});
