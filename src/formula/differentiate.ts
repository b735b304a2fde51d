import { functions } from './functions.ts';
import { inOrder, type Graph, type Node } from './graph.ts';

/** a + b without the operations that a zero, a negative or an equal term makes needless; null is an exact zero. */
function plus(graph: Graph, a: Node | null, b: Node | null): Node | null {
  if (!a || !b) return a ?? b;
  if (a === b) return graph.apply('mul', graph.constant(2), a);
  if (b.op === 'neg') return graph.apply('sub', a, b.args[0]!);
  return graph.apply('add', a, b);
}

/** The share of argument i in the derivative of a node, when its own is d. */
function share(graph: Graph, node: Node, i: number, d: Node): Node | null {
  if (node.op === 'constant' || node.op === 'input' || node.op === 'element') return null;
  return node.op === 'fold' ? graph.fold(d, node.value) : functions[node.op].slope(graph, node, i, d);
}

/**
 * ∂output/∂input, exact, as nodes of the same graph. At a kink (abs, min, max, a condition) it is the slope of the
 * branch that is taken there.
 */
export function derivative(graph: Graph, output: Node, input: Node): Node {
  const slopes = new Map<Node, Node | null>();
  for (const node of inOrder([output])) {
    let slope: Node | null = node === input ? graph.constant(1) : null;
    node.args.forEach((arg, i) => {
      const d = slopes.get(arg);
      if (d) slope = plus(graph, slope, share(graph, node, i, d));
    });
    slopes.set(node, slope);
  }
  return slopes.get(output) ?? graph.constant(0);
}

/** [∂output/∂input …], one a given input. */
export function gradient(graph: Graph, output: Node, inputs: readonly Node[]): Node[] {
  return inputs.map(input => derivative(graph, output, input));
}

/** The second derivatives, row by row. */
export function hessian(graph: Graph, output: Node, inputs: readonly Node[]): Node[][] {
  return gradient(graph, output, inputs).map(slope => gradient(graph, slope, inputs));
}
