import { derivative } from '../formula/differentiate.ts';
import type { Expression } from '../formula/expression.ts';
import { createGraph, inOrder, type Node } from '../formula/graph.ts';
import { tidy } from '../formula/tidy.ts';
import { symbolic, toExpression } from '../formula/toExpression.ts';
import { parseLoss } from './loss.ts';
import type { Surface } from './surface.ts';

/** More is not shown: nobody would read it. */
const MOST_NODES = 600;

/** ∂f/∂x and, of a surface, ∂f/∂y, tidied for the eye, over x, y, the parameters and the names that the formula defines. */
export type Slopes = readonly { readonly by: 'x' | 'y'; readonly slope: Expression }[];

/** The gradient as formulas; undefined where it would be too long to read. Throws FormulaError for functions of arrays. */
export function slopesOf(surface: Pick<Surface, 'formula' | 'parameters' | 'dimensions'>): Slopes | undefined {
  const graph = createGraph('float64');
  const { definitions, loss } = parseLoss(surface);
  const nodes = definitions.map(({ name, expression }) => ({ name, node: symbolic(graph, expression, graph.input) }));
  const result = symbolic(graph, loss, graph.input);

  /** The chain rule through the names that are defined, which stay names. */
  const total = (node: Node, by: string): Node => {
    let slope = derivative(graph, node, graph.input(by));
    for (const { name, node: inner } of nodes) {
      const outer = derivative(graph, node, graph.input(name));
      const isNothing = outer.op === 'constant' && outer.value === 0;
      if (!isNothing) slope = graph.apply('add', slope, graph.apply('mul', outer, total(inner, by)));
    }
    return slope;
  };
  const slopes = (surface.dimensions === 1 ? (['x'] as const) : (['x', 'y'] as const)).map(by => ({
    by,
    node: total(result, by),
  }));
  if (inOrder(slopes.map(({ node }) => node)).length > MOST_NODES) return undefined;
  return slopes.map(({ by, node }) => ({ by, slope: tidy(toExpression(node)) }));
}
