import { dependence, inOrder, TURN, type Graph, type Node } from './graph.ts';

/** factor · stays · core: a number, what stays while a program runs, and what changes with it. */
interface Product {
  readonly factor: number;
  readonly stays: Node | undefined;
  readonly core: Node | undefined;
}

/**
 * The same values but for rounding, with fewer operations in the part that changes: factors that stay are gathered into one, which
 * is worked out beforehand; signs become subtractions; a division by what stays becomes a product. For pictures, never for
 * numbers that are shown.
 */
export function reassociated(graph: Graph, outputs: readonly Node[], varies: (input: string) => boolean): Node[] {
  const order = inOrder(outputs);
  const dependent = dependence(order, input => input === TURN || varies(input));
  const products = new Map<Node, Product>();
  const { apply, constant } = graph;

  const times = (a: Node | undefined, b: Node | undefined): Node | undefined =>
    a && b ? apply('mul', a, b) : (a ?? b);
  const multiplied = (a: Product, b: Product): Product => ({
    factor: a.factor * b.factor,
    stays: times(a.stays, b.stays),
    core: times(a.core, b.core),
  });
  const whole = (node: Node): Product => ({ factor: 1, stays: undefined, core: node });
  const scaled = ({ factor, stays, core }: Product): Node => {
    if (factor === -1 && core && !stays) return apply('neg', core);
    const staying = factor === 1 ? stays : times(constant(factor), stays);
    return times(staying, core) ?? constant(factor);
  };
  const isNegative = ({ factor }: Product): boolean => factor < 0;
  const negated = (product: Product): Product => ({ ...product, factor: -product.factor });

  function sum(a: Product, b: Product): Product {
    if (a.core && a.core === b.core && a.stays === b.stays && a.factor === b.factor)
      return { ...a, factor: 2 * a.factor };
    // What both are multiplied by may meet its reciprocal further on.
    const size = Math.abs(a.factor) === Math.abs(b.factor) ? Math.abs(a.factor) : 1;
    const [one, other] = [a, b].map(product => ({ ...product, factor: product.factor / size })) as [Product, Product];
    return { factor: size, stays: undefined, core: sumOf(one, other) };
  }

  function sumOf(a: Product, b: Product): Node {
    if (isNegative(b)) return apply('sub', scaled(a), scaled(negated(b)));
    if (isNegative(a)) return apply('sub', scaled(b), scaled(negated(a)));
    return apply('add', scaled(a), scaled(b));
  }

  function productOf(node: Node): Product {
    if (!dependent.has(node))
      return node.op === 'constant' && Number.isFinite(node.value) && node.value !== 0
        ? { factor: node.value, stays: undefined, core: undefined }
        : { factor: 1, stays: node, core: undefined };
    const args = node.args.map(arg => products.get(arg)!);
    const [a, b] = args as [Product, Product];
    switch (node.op) {
      case 'input':
        return whole(node);
      case 'neg':
        return negated(a);
      case 'mul':
        return multiplied(a, b);
      case 'div':
        if (dependent.has(node.args[1]!)) return whole(apply('div', scaled(a), scaled(b)));
        return multiplied(a, { factor: 1, stays: apply('div', constant(1), node.args[1]!), core: undefined });
      case 'add':
        return sum(a, b);
      case 'sub':
        return sum(a, negated(b));
      case 'constant':
        return whole(node);
      case 'element':
        return whole(graph.element(node.column!, scaled(a)));
      case 'fold': // Σ c·f = c·Σ f
        return { ...a, core: graph.fold(a.core ?? constant(1), node.value) };
      default:
        return whole(apply(node.op, ...args.map(scaled)));
    }
  }

  for (const node of order) products.set(node, productOf(node));
  const gathered = outputs.map(output => scaled(products.get(output)!));
  // A slope that several lines share may have come apart into one a line.
  return changing(gathered, varies) > changing(outputs, varies) ? [...outputs] : gathered;
}

/** Operations in the part that changes. */
function changing(outputs: readonly Node[], varies: (input: string) => boolean): number {
  const order = inOrder(outputs);
  const dependent = dependence(order, varies);
  return order.filter(node => dependent.has(node) && node.op !== 'input').length;
}
