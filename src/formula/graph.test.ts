import { describe, expect, test } from 'vitest';
import { functions, type PrimitiveName } from './functions.ts';
import { createGraph, dependence, inOrder, type Node } from './graph.ts';

describe('equal formulas are one node', () => {
  const graph = createGraph('float64');
  const [x, y] = [graph.input('x'), graph.input('y')];

  test('inputs, constants and operations are made once', () => {
    expect(graph.input('x')).toBe(x);
    expect(graph.constant(0.1)).toBe(graph.constant(0.1));
    expect(graph.apply('add', x, y)).toBe(graph.apply('add', x, y));
    expect(graph.apply('sin', graph.apply('mul', x, y))).toBe(graph.apply('sin', graph.apply('mul', x, y)));
  });

  test('another order, operation, input or argument is another node', () => {
    const different = [
      graph.apply('add', x, y),
      graph.apply('add', y, x),
      graph.apply('sub', x, y),
      graph.apply('add', x, graph.input('add')),
      graph.apply('add', x, graph.constant(0)),
      graph.input('0'),
      graph.constant(0),
    ];
    expect(new Set(different).size).toBe(different.length);
    expect(new Set(different.map(node => node.id)).size).toBe(different.length);
  });

  test('the two zeros stay apart, and NaN is one constant', () => {
    expect(graph.constant(-0)).not.toBe(graph.constant(0));
    expect(graph.constant(-0).value).toBe(-0);
    expect(graph.constant(0).value).toBe(0);
    expect(graph.apply('neg', graph.constant(0)).value).toBe(-0);
    expect(graph.constant(NaN)).toBe(graph.constant(NaN));
  });
});

describe('folding', () => {
  test('rounds a literal once, to the precision of the graph', () => {
    expect(createGraph('float32').constant(0.1).value).toBe(Math.fround(0.1));
    expect(createGraph('float64').constant(0.1).value).toBe(0.1);
    const graph = createGraph('float32');
    expect(graph.constant(0.1)).toBe(graph.constant(Math.fround(0.1)));
  });

  test('rounds each operation as the program would', () => {
    const graph = createGraph('float32');
    const [fifth, seventh] = [graph.constant(0.2), graph.apply('div', graph.constant(1), graph.constant(7))];
    expect(seventh.value).toBe(Math.fround(1 / 7));
    const product = graph.apply('mul', fifth, seventh);
    expect(product.op).toBe('constant');
    expect(product.value).toBe(Math.fround(Math.fround(0.2) * Math.fround(1 / 7)));
    // Here one rounding less gives another number.
    expect(product.value).not.toBe(Math.fround(0.2 / 7));
    expect(product.value).not.toBe(Math.fround(Math.fround(0.2) * (1 / 7)));
  });

  test.each(['float32', 'float64'] as const)('leaves in %s what is not finite', precision => {
    const graph = createGraph(precision);
    const number = graph.constant.bind(graph);
    const unfolded: [PrimitiveName, ...number[]][] = [
      ['div', 1, 0],
      ['div', 0, 0],
      ['log', 0],
      ['log', -1],
      ['sqrt', -1],
      ['exp', 1000],
      ['pow', 0, -1],
      ['pow', -2, 0.5],
      ['tan', Infinity],
    ];
    for (const [op, ...args] of unfolded) expect(graph.apply(op, ...args.map(number)).op, op).toBe(op);
    const huge = number(3e38);
    expect(graph.apply('mul', huge, huge).op).toBe(precision === 'float32' ? 'mul' : 'constant');
  });

  test('drops nothing that could change −0, infinity or NaN', () => {
    const graph = createGraph('float64');
    const [x, zero, one] = [graph.input('x'), graph.constant(0), graph.constant(1)];
    const kept: [PrimitiveName, ...Node[]][] = [
      ['mul', zero, x],
      ['mul', x, one],
      ['add', x, zero],
      ['sub', x, x],
      ['div', x, x],
      ['pow', x, zero],
      ['select', one, x, zero],
    ];
    for (const [op, ...args] of kept) expect(graph.apply(op, ...args).op).toBe(op);
  });

  test('every operation on numbers folds to what it computes', () => {
    const graph = createGraph('float64');
    for (const [name, { arity, compute }] of Object.entries(functions)) {
      const args = [1.5, 0.25, -2].slice(0, arity);
      const node = graph.apply(name as PrimitiveName, ...args.map(graph.constant));
      expect(node.op, name).toBe('constant');
      expect(node.value, name).toBe(compute(...args));
    }
  });
});

describe('order', () => {
  const graph = createGraph('float64');
  const [x, y] = [graph.input('x'), graph.input('y')];
  const product = graph.apply('mul', x, y);
  const sum = graph.apply('add', product, graph.apply('sin', product));

  test('each node once, after its arguments, and only what the outputs need', () => {
    graph.apply('cos', x);
    const order = inOrder([sum, product, sum]);
    expect(order.map(node => node.op)).toEqual(['input', 'input', 'mul', 'sin', 'add']);
    order.forEach((node, i) => node.args.forEach(arg => expect(order.indexOf(arg)).toBeLessThan(i)));
  });

  test('a chain of 20,000 operations does not overflow the stack', () => {
    let node = x;
    for (let i = 0; i < 20_000; i++) node = graph.apply(i % 2 ? 'sin' : 'add', ...(i % 2 ? [node] : [node, node]));
    const order = inOrder([node]);
    expect(order.length).toBe(20_001);
    expect(order[0]).toBe(x);
    expect(order.at(-1)).toBe(node);
  });

  test('what depends on an input that varies is told apart', () => {
    const dependent = dependence(inOrder([sum, graph.apply('exp', y)]), name => name === 'x');
    expect([...dependent].map(node => node.op)).toEqual(['input', 'mul', 'sin', 'add']);
  });
});
