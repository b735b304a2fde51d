import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { nodes } from './build.ts';
import { derivative } from './differentiate.ts';
import * as elementary from './elementary.ts';
import { emitLoops } from './emitLoops.ts';
import { createEvaluator } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { callable, functions, type FunctionName } from './functions.ts';
import { createGraph, inOrder, rounding, type Graph, type Node, type Precision } from './graph.ts';
import { evaluate, tensorOf, type Tensor } from './quantity.ts';

const FORMULAS = 10_000;
const DEEPEST = 5;
/** Numbers by their key, which no formula calls by these names: random.test.ts. */
const byKey = ['uniform', 'shuffled'];
/** Compiled together, for speed. */
const BATCH = 100;

const points = { x: [0.5, -0, 3, -2.25, 1e-3, 40], y: [-1.25, 2, 0, -2.25, -7.5, 1.1] };
const lanes = points.x.length;
const parameter = 0.7;

const at = 0;
const variable = fc.constantFrom('x', 'y', 'p').map((text): Expression => ({ kind: 'name', name: text, at }));
const number = fc
  .constantFrom(0, 1, 2, 3, 0.1, 0.5, 1.5, 10)
  .map((value): Expression => ({ kind: 'number', value, at }));
const leaf = fc.oneof({ weight: 3, arbitrary: variable }, { weight: 1, arbitrary: number });
const operators = [
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'neg',
  'lt',
  'le',
  'gt',
  'ge',
  'eq',
  'ne',
  'is_finite',
  'select',
] as const;
const argumentsOf = (fn: FunctionName): readonly [least: number, most: number] =>
  fn in callable ? callable[fn as keyof typeof callable] : [functions[fn as 'add'].arity, functions[fn as 'add'].arity];

const called = (fn: FunctionName, ...args: Expression[]): Expression => ({ kind: 'call', fn, args, at });

/** v is the array (x, y), of which alone there are several. */
const v: Expression = { kind: 'name', name: 'v', at };
const axis = fc.constantFrom(0, 1, -1).map((value): Expression => ({ kind: 'number', value, at }));

/** Functions of arrays, on arrays that fit, made numbers by a sum. */
function ofArrays(argument: Arbitrary<Expression>): Partial<Record<FunctionName, Arbitrary<Expression>>> {
  const vector = fc
    .tuple(fc.constantFrom<FunctionName>('add', 'mul', 'max', 'mod'), argument)
    .map(([fn, scalar]) => called(fn, v, scalar));
  const matrix = fc.tuple(vector, argument).map(([a, scalar]) => called('outer', a, called('sub', v, scalar)));
  const along = (fn: FunctionName): Arbitrary<Expression> =>
    fc.tuple(matrix, axis).map(([m, place]) => called('sum', called(fn, m, place)));
  const overAll = (fn: FunctionName): Arbitrary<Expression> => argument.map(x => called('min', called(fn, v), x));
  return {
    norm_along: along('norm_along'),
    sum_along: along('sum_along'),
    mean_along: along('mean_along'),
    matmul: fc.tuple(matrix, vector).map(([m, a]) => called('sum', called('matmul', m, called('outer', a, v)))),
    transpose: fc.tuple(matrix, vector).map(([m, a]) => called('norm', called('div', called('transpose', m), a))),
    outer: matrix.map(m => called('mean', m)),
    zeros: matrix.map(m => called('sum', called('add', called('zeros', m), v))),
    global_norm: overAll('global_norm'),
    all_finite: overAll('all_finite'),
    replica_sum: overAll('replica_sum').map(list => called('sum', list)),
    replica_mean: overAll('replica_mean').map(list => called('norm', list)),
  };
}

/** All but those that have a value in a step of a run only. */
const anywhere = (Object.keys(callable) as FunctionName[]).filter(fn => fn !== 'random_normal' && fn !== 'loss_along');

/** Every operator and every callable function equally often, and whole powers besides. */
const formula = fc.memo((depth): Arbitrary<Expression> => {
  if (depth <= 1) return leaf;
  const argument = fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 8, arbitrary: formula(depth - 1) });
  const arrays = ofArrays(argument);
  const calls = [...operators, ...anywhere].map(fn => {
    const [least, most] = argumentsOf(fn);
    const scalars = fc.array(argument, { minLength: least, maxLength: Math.min(most, 3) });
    return arrays[fn] ?? scalars.map(args => called(fn, ...args));
  });
  const power = fc.tuple(argument, fc.integer({ min: 1, max: 9 })).map(([base, value]): Expression => {
    return { kind: 'call', fn: 'pow', args: [base, { kind: 'number', value, at }], at };
  });
  return fc.oneof(power, ...calls);
});

/** The formula's value and its derivative by x. */
function program(expression: Expression, graph: Graph, literals: 'weak' | 'strong'): Node[] {
  const algebra = nodes(graph);
  const [x, y, p] = ['x', 'y', 'p'].map((name): Tensor<Node> => ({ shape: [], elements: [graph.input(name)] }));
  const array: Tensor<Node> = { shape: [2], elements: [x!.elements[0]!, y!.elements[0]!] };
  const scope = new Map(Object.entries({ x: x!, y: y!, p: p!, v: array }));
  const { elements, shape } = tensorOf(
    algebra,
    evaluate(algebra, expression, { literals, value: name => scope.get(name), lists: () => [array, y!, array] }),
  );
  expect(shape).toEqual([]);
  return [elements[0]!, derivative(graph, elements[0]!, graph.input('x'))];
}

type Generated = (math: typeof elementary, f: typeof Math.fround, x: number, y: number, p: number) => number[];

/** One function for many programs: all their outputs, one after the other. */
function generate(programs: readonly Node[][], precision: Precision): Generated {
  const blocks = programs.map(outputs => {
    const code = emitLoops(outputs, precision, { spell: input => input, varies: input => input !== 'p' });
    return `{${code.uniform.join('')}${code.lane.join('')}out.push(${code.names.join(',')});}`;
  });
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('math', 'f', 'x', 'y', 'p', `const out = [];${blocks.join('\n')}return out;`) as Generated;
}

function* batches(precision: Precision): Generator<{ expressions: Expression[]; programs: Node[][] }> {
  const all = fc.sample(formula(DEEPEST), { seed: 20_261, numRuns: FORMULAS });
  for (let i = 0; i < all.length; i += BATCH) {
    const expressions = all.slice(i, i + BATCH);
    const literals = (k: number): 'weak' | 'strong' => (k % 2 ? 'weak' : 'strong');
    yield { expressions, programs: expressions.map((each, k) => program(each, createGraph(precision), literals(k))) };
  }
}

test.each<Precision>(['float32', 'float64'])(
  'array evaluator and generated loops agree bit for bit in %s',
  { timeout: 60_000 },
  precision => {
    const round = rounding(precision);
    const [x, y, p] = [points.x.map(round), points.y.map(round), round(parameter)];
    const met = new Map<string, number>();
    let compared = 0;
    let finite = 0;
    for (const { expressions, programs } of batches(precision)) {
      const run = generate(programs, precision);
      const actual = x.map((_, lane) => run(elementary, Math.fround, x[lane]!, y[lane]!, p));
      programs.forEach((outputs, i) => {
        for (const { op } of inOrder(outputs)) met.set(op, (met.get(op) ?? 0) + 1);
        createEvaluator(outputs, precision)
          .run({ x, y, p }, lanes)
          .forEach((reference, output) =>
            reference.forEach((expected, lane) => {
              const generated = actual[lane]![2 * i + output]!;
              compared++;
              if (Number.isFinite(expected)) finite++;
              if (!Object.is(generated, expected))
                expect.fail(
                  `${output ? 'slope' : 'value'} at x = ${x[lane]}, y = ${y[lane]}: evaluator ${expected}, ` +
                    `loops ${generated}, of ${JSON.stringify(expressions[i])}`,
                );
            }),
          );
      });
    }
    expect(compared).toBe(FORMULAS * 2 * lanes);
    // The comparison says little if most values are NaN or some function hardly occurs.
    expect(finite / compared).toBeGreaterThan(0.7);
    for (const op of Object.keys(functions)) if (!byKey.includes(op)) expect(met.get(op) ?? 0, op).toBeGreaterThan(300);
  },
);
