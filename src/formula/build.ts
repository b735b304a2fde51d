import { FormulaError, type Expression } from './expression.ts';
import { callable, constants, type FunctionName, type PrimitiveName } from './functions.ts';
import type { Graph, Node } from './graph.ts';

/** A number of the step, or one node for each element of the variable. */
export type Value = Node | readonly Node[];

export const isArray = (value: Value): value is readonly Node[] => Array.isArray(value);

/** A larger program is refused: it would take too long to compile. */
const MOST_NODES = 20_000;

/**
 * Expression → nodes. Operators and functions work element by element, a number beside an array on each of its elements;
 * norm, sum and mean reduce an array (or their arguments) from left to right. Throws FormulaError where a name has no value
 * or arrays differ in length.
 */
export function build(graph: Graph, expression: Expression, environment: ReadonlyMap<string, Value>): Value {
  switch (expression.kind) {
    case 'number':
      return graph.constant(expression.value);
    case 'name': {
      const value = environment.get(expression.name) ?? constantNamed(graph, expression.name);
      if (!value) throw new FormulaError(`“${expression.name}” has no value here.`, expression.at);
      return value;
    }
    case 'call': {
      const args = expression.args.map(arg => build(graph, arg, environment));
      if (isReduction(expression.fn)) return reduce(graph, expression.fn, args.flat());
      return elementwise(args, expression.at, nodes => applyCall(graph, expression.fn, nodes));
    }
  }
}

/** A formula whose value is a number, such as a loss. */
export function buildNumber(graph: Graph, expression: Expression, environment: ReadonlyMap<string, Value>): Node {
  const value = build(graph, expression, environment);
  if (isArray(value)) throw new FormulaError('Expected a number, but this is an array.', expression.at);
  return value;
}

function constantNamed(graph: Graph, name: string): Node | undefined {
  return Object.hasOwn(constants, name) ? graph.constant(constants[name]!) : undefined;
}

function elementwise(args: readonly Value[], at: number, apply: (nodes: Node[]) => Node): Value {
  const lengths = new Set(args.filter(isArray).map(array => array.length));
  if (lengths.size > 1) throw new FormulaError(`Arrays of ${[...lengths].join(' and ')} elements don’t fit.`, at);
  const [length] = lengths;
  if (length === undefined) return apply(args as Node[]);
  return Array.from({ length }, (_, i) => apply(args.map(arg => (isArray(arg) ? arg[i]! : arg))));
}

function applyCall(graph: Graph, fn: FunctionName, args: readonly Node[]): Node {
  const node = fn === 'pow' ? power(graph, args[0]!, args[1]!) : fn === 'clamp' ? clamp(graph, args) : undefined;
  const result = node ?? graph.apply(fn as PrimitiveName, ...args);
  if (result.id > MOST_NODES) throw new FormulaError(`This takes more than ${MOST_NODES} operations.`, 0);
  return result;
}

/** Whole exponents up to 8 multiply from left to right. */
function power(graph: Graph, base: Node, exponent: Node): Node | undefined {
  const n = exponent.op === 'constant' ? exponent.value : NaN;
  if (!(Number.isInteger(n) && n >= 1 && n <= 8)) return undefined;
  let product = base;
  for (let i = 1; i < n; i++) product = graph.apply('mul', product, base);
  return product;
}

const clamp = (graph: Graph, [value, low, high]: readonly Node[]): Node =>
  graph.apply('min', graph.apply('max', value!, low!), high!);

type Reduction = 'norm' | 'sum' | 'mean';
const isReduction = (fn: FunctionName): fn is Reduction =>
  fn in callable && (fn === 'norm' || fn === 'sum' || fn === 'mean');

function reduce(graph: Graph, fn: Reduction, elements: readonly Node[]): Node {
  const terms = fn === 'norm' ? elements.map(element => graph.apply('mul', element, element)) : elements;
  const total = terms.reduce((sum, term) => graph.apply('add', sum, term));
  if (fn === 'norm') return graph.apply('sqrt', total);
  return fn === 'mean' ? graph.apply('div', total, graph.constant(elements.length)) : total;
}
