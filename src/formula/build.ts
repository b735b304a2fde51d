import { FormulaError, type Expression } from './expression.ts';
import type { Graph, Node } from './graph.ts';
import { evaluate, tensorOf, type Algebra } from './quantity.ts';

/** A number of the step, or one node for each element of a row of numbers. */
export type Value = Node | readonly Node[];

const isArray = (value: Value): value is readonly Node[] => Array.isArray(value);

/** A larger program is refused: it would take too long to compile. */
const MOST_NODES = 20_000;

/** Makes nodes, no more of them than can be compiled. */
export function nodes(graph: Graph): Algebra<Node> {
  return {
    constant: graph.constant,
    apply(op, ...args) {
      const node = graph.apply(op, ...args);
      if (node.id > MOST_NODES) throw new FormulaError(`This takes more than ${MOST_NODES} operations.`, 0);
      return node;
    },
  };
}

/**
 * Expression → nodes, as quantity.ts evaluates it; literals are rounded to the precision of the graph at once. Throws
 * FormulaError where a name has no value or arrays differ in length.
 */
export function build(graph: Graph, expression: Expression, environment: ReadonlyMap<string, Value>): Value {
  const algebra = nodes(graph);
  const { shape, elements } = tensorOf(
    algebra,
    evaluate(algebra, expression, {
      literals: 'strong',
      value(name) {
        const value = environment.get(name);
        if (!value) return undefined;
        return isArray(value) ? { shape: [value.length], elements: value } : { shape: [], elements: [value] };
      },
    }),
  );
  return shape.length === 0 ? elements[0]! : Array.from(elements);
}

/** A formula whose value is a number, such as a loss. */
export function buildNumber(graph: Graph, expression: Expression, environment: ReadonlyMap<string, Value>): Node {
  const value = build(graph, expression, environment);
  if (isArray(value)) throw new FormulaError('Expected a number, but this is an array.', expression.at);
  return value;
}
