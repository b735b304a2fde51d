import { expect, test } from 'vitest';
import { emitLoops } from './emitLoops.ts';
import { createGraph } from './graph.ts';

const inputs = { spell: (input: string): string => input, varies: (): boolean => true };

test('comparisons of comparisons stay as short as they are many', () => {
  const graph = createGraph('float32');
  let node = graph.apply('lt', graph.input('x'), graph.input('y'));
  for (let i = 0; i < 14; i++) node = graph.apply(i % 2 ? 'le' : 'ge', node, node);
  const { lane } = emitLoops([graph.apply('select', node, graph.input('x'), graph.input('y'))], 'fast', inputs);
  expect(Math.max(...lane.map(line => line.length))).toBeLessThan(80);
  expect(lane.at(-1)).toMatch(/^const n\d+ = n\d+ <= n\d+ \? x : y;$/);
});

test('what is chosen by a comparison is the same in the fast loops and in the exact ones', () => {
  const graph = createGraph('float64');
  const [x, y] = [graph.input('x'), graph.input('y')];
  const outputs = (['lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const).map(op =>
    graph.apply('select', graph.apply(op, x, y), x, graph.apply('neg', y)),
  );
  outputs.push(graph.apply('select', graph.apply('is_finite', x), y, graph.constant(7)), graph.apply('lt', x, y));
  const run = (mode: 'fast' | 'float64') => {
    const { lane, names } = emitLoops(outputs, mode, inputs);
    // oxlint-disable-next-line typescript/no-implied-eval
    return new Function('x', 'y', `${lane.join('')}return [${names.join(',')}];`) as (x: number, y: number) => number[];
  };
  for (const [a, b] of [
    [1, 2],
    [2, 1],
    [3, 3],
    [NaN, 1],
    [Infinity, 0],
  ] as const)
    expect(run('fast')(a, b)).toEqual(run('float64')(a, b));
});

test('in fast loops what one operation alone uses is spelled out there, and what several use is worked out once', () => {
  const graph = createGraph('float32');
  const [x, y] = [graph.input('x'), graph.input('y')];
  const shared = graph.apply('mul', x, y);
  const alone = graph.apply('sub', shared, graph.apply('add', x, y));
  const output = graph.apply('div', alone, graph.apply('neg', shared));
  const { lane, names } = emitLoops([output], 'fast', inputs);
  expect(lane).toHaveLength(2);
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function('x', 'y', `${lane.join('')}return ${names[0]};`) as (x: number, y: number) => number;
  expect(run(3, 5)).toBe((3 * 5 - (3 + 5)) / -(3 * 5));
  expect(emitLoops([output, alone], 'fast', inputs).lane).toHaveLength(3);
  expect(emitLoops([output], 'float32', inputs).lane).toHaveLength(5);
});
