import { FormulaError, type Expression } from './expression.ts';
import { functions, type FunctionName, type PrimitiveName } from './functions.ts';
import type { Graph, Node } from './graph.ts';

/**
 * A formula of numbers as nodes that stay as they were written: powers aren't multiplied out, π is a name. For differentiating
 * what is shown; what is computed is build.ts's. Throws FormulaError for functions of arrays.
 */
export function symbolic(graph: Graph, expression: Expression, value: (name: string) => Node): Node {
  if (expression.kind === 'number') return graph.constant(expression.value);
  if (expression.kind === 'name') return value(expression.name);
  const args = expression.args.map(arg => symbolic(graph, arg, value));
  const [a, b, c] = args as [Node, Node, Node];
  const { fn } = expression;
  if (fn === 'f32') return a;
  if (fn === 'clamp') return graph.apply('min', graph.apply('max', a, b), c);
  if (fn === 'sum' || fn === 'mean') {
    const sum = args.reduce((total, arg) => graph.apply('add', total, arg));
    return fn === 'sum' ? sum : graph.apply('div', sum, graph.constant(args.length));
  }
  if (fn === 'norm') {
    const squares = args.map(arg => graph.apply('pow', arg, graph.constant(2)));
    return graph.apply(
      'sqrt',
      squares.reduce((total, arg) => graph.apply('add', total, arg)),
    );
  }
  if (!isPrimitive(fn)) throw new FormulaError(`${fn} is of arrays: its slope has no short form.`, expression.at);
  return graph.apply(fn, ...args);
}

const isPrimitive = (fn: FunctionName): fn is PrimitiveName => Object.hasOwn(functions, fn);

/** Nodes as a formula; shared parts stand as often as they are used. */
export function toExpression(node: Node): Expression {
  if (node.op === 'constant') return { kind: 'number', value: node.value, at: 0 };
  if (node.op === 'input') return { kind: 'name', name: node.name, at: 0 };
  if (node.op === 'fold' || node.op === 'element') throw new Error(`A formula has no ${node.op}.`);
  return { kind: 'call', fn: node.op, args: node.args.map(toExpression), at: 0 };
}
