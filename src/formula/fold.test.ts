import { describe, expect, test } from 'vitest';
import * as elementary from './elementary.ts';
import { gradient, hessian } from './differentiate.ts';
import { emitLoops, readColumns } from './emitLoops.ts';
import { emitWgsl } from './emitWgsl.ts';
import { createEvaluator } from './evaluate.ts';
import { createGraph, TURN, type DataColumn, type Graph, type Node, type Precision } from './graph.ts';
import { reassociated } from './reassociate.ts';
import { isLoop, schedule } from './schedule.ts';

const U = [0.1, 0.7, -1.3, 2.2, 0.25];
const T = [1.5, -0.3, 0.9, 3.1, -2];

/** Σ (x + y uᵢ − tᵢ)² and sin(that), whose own sum over the samples is a second fold. */
function made(precision: Precision) {
  const graph = createGraph(precision);
  const { apply, input } = graph;
  const [x, y, turn] = [input('x'), input('y'), input(TURN)];
  const [u, t] = [U, T].map(values => graph.element(graph.column(values), turn)) as [Node, Node];
  const residual = apply('sub', apply('add', x, apply('mul', y, u)), t);
  const loss = graph.fold(apply('mul', residual, residual), U.length);
  const wave = apply('sin', loss);
  const again = graph.fold(apply('mul', wave, u), U.length);
  return { graph, x, y, loss, again, outputs: [loss, ...gradient(graph, loss, [x, y]), again] };
}

const sum = (of: (u: number, t: number) => number): number => U.reduce((total, u, i) => total + of(u, T[i]!), 0);

function inLoops(graph: Graph, outputs: readonly Node[], mode: Precision | 'fast') {
  const { uniform, lane, names } = emitLoops(outputs, mode, { spell: name => name, varies: name => name === 'x' });
  const text = [readColumns(graph), ...uniform, ...lane, `return [${names.join(', ')}];`].join('\n');
  // oxlint-disable-next-line typescript/no-implied-eval
  const run = new Function('math', 'f', 'columns', 'x', 'y', text) as (
    math: typeof elementary,
    f: typeof Math.fround,
    columns: readonly DataColumn[],
    x: number,
    y: number,
  ) => number[];
  return (x: number, y: number): number[] => run(elementary, Math.fround, graph.columns, x, y);
}

describe('a fold', () => {
  test('is the sum over its turns, and its slope the sum of slopes', () => {
    const { graph, x, y, loss, outputs } = made('float64');
    const [a, b] = [0.4, -0.7];
    const r = (u: number, t: number): number => a + b * u - t;
    const values = createEvaluator([...outputs, ...hessian(graph, loss, [x, y]).flat()], 'float64').run(
      { x: a, y: b },
      1,
    );
    const squares = sum((u, t) => r(u, t) ** 2);
    const expected = [squares, sum((u, t) => 2 * r(u, t)), sum((u, t) => 2 * r(u, t) * u)];
    expected.push(
      Math.sin(squares) * sum(u => u),
      2 * U.length,
      sum(u => 2 * u),
      sum(u => 2 * u),
      sum(u => 2 * u * u),
    );
    values.forEach((value, i) => expect(value[0]).toBeCloseTo(expected[i]!, 10));
  });

  test('of one index is the same node, and so is a column of one list', () => {
    const { graph, loss } = made('float64');
    expect(graph.fold(loss.args[0]!, U.length)).toBe(loss);
    expect(graph.fold(loss.args[0]!, 2)).not.toBe(loss);
    expect(graph.column(U)).toBe(graph.column(U));
    expect(graph.columns).toHaveLength(2);
  });

  test('shares its loop with those that need no other’s sum', () => {
    const { outputs } = made('float64');
    const items = schedule(outputs).filter(isLoop);
    expect(items.map(({ turns, folds }) => [turns, folds.length])).toEqual([[5, 3], [5, 1]]); // prettier-ignore
  });

  test('adds up in the same order, to the bit, in arrays and in loops', () => {
    for (const precision of ['float32', 'float64'] as const) {
      const { graph, outputs } = made(precision);
      const arrays = createEvaluator(outputs, precision);
      const looped = inLoops(graph, outputs, precision);
      for (const [a, b] of [
        [0.5, 0.25],
        [-1.375, 3.1],
        [1e-3, -7],
      ].map(pair => pair.map(Math.fround)))
        // prettier-ignore
        expect(looped(a!, b!)).toEqual(arrays.run({ x: a!, y: b! }, 1).map(([value]) => value));
    }
  });

  test('is nearly the same with fewer operations', () => {
    const { graph, outputs } = made('float32');
    const fewer = inLoops(graph, reassociated(graph, outputs, { varies: name => name === 'x' }), 'fast');
    const exact = createEvaluator(outputs, 'float32').run({ x: 0.5, y: 0.25 }, 1);
    fewer(0.5, 0.25).forEach((value, i) => expect(value).toBeCloseTo(exact[i]![0]!, 4));
  });

  test('is worked out once where nothing in it changes', () => {
    const graph = createGraph('float64');
    const t = graph.element(graph.column(T), graph.input(TURN));
    const output = graph.apply('mul', graph.input('x'), graph.fold(graph.apply('mul', t, t), T.length));
    const { uniform, lane } = emitLoops([output], 'float64', { spell: name => name, varies: name => name === 'x' });
    expect([uniform.length, lane.length]).toEqual([1, 1]);
    const { fixed, lines } = emitWgsl([output], name => name, name => name === 'x'); // prettier-ignore
    expect([fixed.length, lines.length]).toEqual([1, 1]);
  });
});
