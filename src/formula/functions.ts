import * as elementary from './elementary.ts';
import type { Graph, Node } from './graph.ts';

export type PrimitiveName =
  | ('add' | 'sub' | 'mul' | 'div' | 'pow' | 'neg' | 'min' | 'max' | 'select')
  | ('lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne' | 'is_finite')
  | ('mod' | 'fma')
  | ('float16' | 'uniform' | 'shuffled')
  | ('abs' | 'sqrt' | 'exp' | 'log' | 'sin' | 'cos' | 'tan' | 'tanh' | 'atan' | 'sign' | 'floor');

/** What the graph is made of: one row an operation. */
export interface Primitive {
  readonly arity: number;
  /** In double; a float32 program rounds the result. */
  readonly compute: (...args: number[]) => number;
  /** False where the result of float32 arguments is a float32 already. */
  readonly rounds: boolean;
  /** JavaScript and WGSL spellings over the spellings of the arguments; `math` is elementary.ts. */
  readonly loops: (...args: string[]) => string;
  readonly wgsl: (...args: string[]) => string;
  /** ∂node/∂args[i] · d, the share of argument i in the derivative when its own is d; null where it is zero everywhere. */
  readonly slope: (graph: Graph, node: Node, i: number, d: Node) => Node | null;
}

/** a·d, without the multiplication where d is ±1. */
function times(graph: Graph, a: Node, d: Node): Node {
  if (d.op === 'constant' && d.value === 1) return a;
  if (d.op === 'constant' && d.value === -1) return graph.apply('neg', a);
  return graph.apply('mul', a, d);
}

const infix =
  (symbol: string) =>
  (a: string, b: string): string =>
    `${a} ${symbol} ${b}`;
const call =
  (name: string) =>
  (...args: string[]): string =>
    `${name}(${args.join(', ')})`;
const comparison = (symbol: string, compute: (a: number, b: number) => boolean): Primitive => ({
  arity: 2,
  compute: (a, b) => (compute(a, b) ? 1 : 0),
  rounds: false,
  loops: (a, b) => `${a} ${symbol} ${b} ? 1 : 0`,
  wgsl: (a, b) => `select(0.0f, 1.0f, ${a} ${symbol} ${b})`,
  slope: () => null,
});
const binary = (
  compute: (a: number, b: number) => number,
  rounds: boolean,
  loops: Primitive['loops'],
  wgsl: Primitive['wgsl'],
  slope: Primitive['slope'],
): Primitive => ({ arity: 2, compute, rounds, loops, wgsl, slope });
const unary = (
  compute: (a: number) => number,
  rounds: boolean,
  loops: Primitive['loops'],
  wgsl: Primitive['wgsl'],
  slope: (graph: Graph, argument: Node, d: Node, node: Node) => Node | null,
): Primitive => ({
  arity: 1,
  compute,
  rounds,
  loops,
  wgsl,
  slope: (graph, node, _, d) => slope(graph, node.args[0]!, d, node),
});
/** A number by its key: whole numbers in, a float32 out. */
const keyed = (arity: number, compute: Primitive['compute'], name: string, wgsl: string): Primitive => ({
  arity,
  compute,
  rounds: false,
  loops: call(`math.${name}`),
  wgsl: call(wgsl),
  slope: () => null,
});

/** Of two, the one that a comparison keeps: the slope follows it (the second at a tie). */
const kept =
  (comparisonName: 'lt' | 'gt'): Primitive['slope'] =>
  (g, { args: [a, b] }, i, d) => {
    const first = g.apply(comparisonName, a!, b!);
    return i === 0 ? g.apply('select', first, d, g.constant(0)) : g.apply('select', first, g.constant(0), d);
  };

/** The greatest float32. */
const LARGEST = 3.4028234663852886e38;

const square = (g: Graph, a: Node): Node => g.apply('mul', a, a);

export const functions: Readonly<Record<PrimitiveName, Primitive>> = {
  add: binary(
    (a, b) => a + b,
    true,
    infix('+'),
    infix('+'),
    (_, __, ___, d) => d,
  ),
  sub: binary(
    (a, b) => a - b,
    true,
    infix('-'),
    infix('-'),
    (g, _, i, d) => (i === 0 ? d : g.apply('neg', d)),
  ),
  mul: binary(
    (a, b) => a * b,
    true,
    infix('*'),
    infix('*'),
    (g, node, i, d) => times(g, node.args[1 - i]!, d),
  ),
  div: binary(
    (a, b) => a / b,
    true,
    infix('/'),
    infix('/'),
    (g, node, i, d) =>
      i === 0 ? g.apply('div', d, node.args[1]!) : g.apply('neg', times(g, g.apply('div', node, node.args[1]!), d)),
  ),
  pow: binary(elementary.pow, true, call('math.pow'), call('power'), (g, node, i, d) => {
    const [base, exponent] = node.args as [Node, Node];
    if (i === 1) return times(g, g.apply('mul', node, g.apply('log', base)), d);
    if (exponent.op === 'constant' && exponent.value === 0) return null; // x^0 is 1, at 0 too
    const lower = g.apply('pow', base, g.apply('sub', exponent, g.constant(1)));
    return times(g, g.apply('mul', exponent, lower), d);
  }),
  neg: unary(
    a => -a,
    false,
    call('-'),
    call('-'),
    (g, _, d) => g.apply('neg', d),
  ),
  abs: unary(Math.abs, false, call('Math.abs'), call('abs'), (g, a, d) => times(g, g.apply('sign', a), d)),
  sqrt: unary(Math.sqrt, true, call('Math.sqrt'), call('sqrt'), (g, _, d, node) =>
    g.apply('div', d, g.apply('mul', g.constant(2), node)),
  ),
  exp: unary(elementary.exp, true, call('math.exp'), call('exp'), (g, _, d, node) => times(g, node, d)),
  log: unary(elementary.log, true, call('math.log'), call('log'), (g, a, d) => g.apply('div', d, a)),
  sin: unary(elementary.sin, true, call('math.sin'), call('sine'), (g, a, d) => times(g, g.apply('cos', a), d)),
  cos: unary(elementary.cos, true, call('math.cos'), call('cosine'), (g, a, d) =>
    g.apply('neg', times(g, g.apply('sin', a), d)),
  ),
  tan: unary(elementary.tan, true, call('math.tan'), call('tangent'), (g, _, d, node) =>
    times(g, g.apply('add', g.constant(1), square(g, node)), d),
  ),
  tanh: unary(elementary.tanh, true, call('math.tanh'), call('hyperbolic_tangent'), (g, _, d, node) =>
    times(g, g.apply('sub', g.constant(1), square(g, node)), d),
  ),
  atan: unary(elementary.atan, true, call('math.atan'), call('atan'), (g, a, d) =>
    g.apply('div', d, g.apply('add', g.constant(1), square(g, a))),
  ),
  sign: unary(Math.sign, false, call('Math.sign'), call('sign'), () => null),
  floor: unary(Math.floor, false, call('Math.floor'), call('floor'), () => null),
  min: binary(Math.min, false, call('Math.min'), call('min'), kept('lt')),
  max: binary(Math.max, false, call('Math.max'), call('max'), kept('gt')),
  lt: comparison('<', (a, b) => a < b),
  le: comparison('<=', (a, b) => a <= b),
  gt: comparison('>', (a, b) => a > b),
  ge: comparison('>=', (a, b) => a >= b),
  eq: comparison('==', (a, b) => a === b),
  ne: comparison('!=', (a, b) => a !== b),
  /** 1 for a number that float32 has, 0 for NaN and beyond; WGSL may assume that neither exists, but not of bits. */
  is_finite: unary(
    a => (Math.abs(a) <= LARGEST ? 1 : 0),
    false,
    a => `Math.abs(${a}) <= ${LARGEST} ? 1 : 0`,
    a => `select(0.0f, 1.0f, (bitcast<u32>(${a}) & 0x7f800000u) != 0x7f800000u)`,
    () => null,
  ),
  /** a − b·⌊a/b⌋, with the sign of b, as Python has it. */
  mod: binary(elementary.mod, true, call('math.mod'), call('modulo'), (g, node, i, d) =>
    i === 0 ? d : g.apply('neg', times(g, g.apply('floor', g.apply('div', node.args[0]!, node.args[1]!)), d)),
  ),
  fma: {
    arity: 3,
    compute: elementary.fma,
    rounds: true,
    loops: call('math.fma'),
    wgsl: call('fma'),
    slope: (g, node, i, d) => (i === 2 ? d : times(g, node.args[1 - i]!, d)),
  },
  /** A cast has the slope of what it casts. */
  float16: unary(elementary.float16, false, call('math.float16'), call('half_precision'), (_, __, d) => d),
  /** uniform(seed, particle, call, draw) and shuffled(seed, particle, epoch, place, count) of random.ts. */
  uniform: keyed(4, elementary.uniform, 'uniform', 'uniform_draw'),
  shuffled: keyed(5, elementary.shuffled, 'shuffled', 'shuffled'),
  select: {
    arity: 3,
    compute: (condition, a, b) => (condition === 0 ? b : a),
    rounds: false,
    loops: (condition, a, b) => `${condition} !== 0 ? ${a} : ${b}`,
    wgsl: (condition, a, b) => `select(${b}, ${a}, ${condition} != 0.0f)`,
    slope(g, node, i, d) {
      if (i === 0) return null;
      const [condition, zero] = [node.args[0]!, g.constant(0)];
      return i === 1 ? g.apply('select', condition, d, zero) : g.apply('select', condition, zero, d);
    },
  },
};

/**
 * What a formula may call by name, and with how many arguments. `f32` casts to the program's precision before anything else
 * happens. norm, sum and mean take an array, or numbers one by one; `…_along(array, axis)` keeps the axis with length 1.
 * global_norm and all_finite are over all variables; replica_sum and replica_mean over all replicas' g. Of a step of a run:
 * random_normal(seed, step), or of one of several streams of numbers, and loss_along(w, h), the losses at w moved by h along
 * each of its axes.
 */
export const callable = {
  abs: [1, 1],
  sqrt: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  tanh: [1, 1],
  atan: [1, 1],
  sign: [1, 1],
  floor: [1, 1],
  min: [2, 2],
  max: [2, 2],
  pow: [2, 2],
  clamp: [3, 3],
  f32: [1, 1],
  fma: [3, 3],
  float16: [1, 1],
  mod: [2, 2],
  norm: [1, Infinity],
  sum: [1, Infinity],
  mean: [1, Infinity],
  norm_along: [2, 2],
  sum_along: [2, 2],
  mean_along: [2, 2],
  matmul: [2, 2],
  transpose: [1, 1],
  outer: [2, 2],
  zeros: [1, 1],
  global_norm: [1, 1],
  all_finite: [1, 1],
  replica_sum: [1, 1],
  replica_mean: [1, 1],
  random_normal: [2, 3],
  loss_along: [2, 2],
} as const satisfies Record<string, readonly [least: number, most: number]>;

type CallableName = keyof typeof callable;

/** All that an expression may apply: named functions, and operators under the names of their primitives. */
export type FunctionName = PrimitiveName | CallableName;

export const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
