import { dependence, inOrder, TURN, type Graph, type Node } from './graph.ts';

/** factor · stays · core: a number, what stays while a program runs, and what changes with it. */
interface Product {
  readonly factor: number;
  readonly stays: Node | undefined;
  readonly core: Node | undefined;
}

/** The sum of products of different cores. */
type Sum = readonly [Product, ...Product[]];

/** Terms that a sum may have before it is worked out: with two, what is linear in x and y is one sum of both. */
const MOST_TERMS = 2;

/** What is asked of the new form. */
export interface Rewriting {
  /** The inputs that change while a program runs. */
  readonly varies: (input: string) => boolean;
  /** Other forms of the same, which come first among those that take the same. */
  readonly known?: readonly (readonly Node[])[];
  /** Whether products with sums may become sums of products: then a difference of near numbers is rounded before it is taken. */
  readonly distributes?: boolean;
}

/**
 * The same values but for rounding, with fewer operations in the part that changes: factors that stay are gathered into one, and
 * so are those of what is linear in two values, which is worked out beforehand; signs become subtractions; a division by what
 * stays becomes a product. For pictures, never for numbers that are shown.
 */
export function reassociated(
  graph: Graph,
  outputs: readonly Node[],
  { varies, known = [], distributes = true }: Rewriting,
): readonly Node[] {
  const forms = (distributes ? [1, MOST_TERMS] : [1]).map(most => gathered(graph, outputs, varies, most));
  // A slope that several lines share may have come apart into one a line.
  return [...known, ...forms, outputs].reduce((best, form) =>
    changing(form, varies) < changing(best, varies) ? form : best,
  );
}

function gathered(graph: Graph, outputs: readonly Node[], varies: (input: string) => boolean, most: number): Node[] {
  const order = inOrder(outputs);
  const dependent = dependence(order, input => input === TURN || varies(input));
  const sums = new Map<Node, Sum>();
  const { apply, constant } = graph;

  const times = (a: Node | undefined, b: Node | undefined): Node | undefined =>
    a && b ? apply('mul', a, b) : (a ?? b);
  const multiplied = (a: Product, b: Product): Product => ({
    factor: a.factor * b.factor,
    stays: times(a.stays, b.stays),
    core: times(a.core, b.core),
  });
  const whole = (node: Node): Product => ({ factor: 1, stays: undefined, core: node });
  const coefficient = ({ factor, stays }: Product): Node | undefined =>
    factor === 1 ? stays : times(constant(factor), stays);
  const scaled = (product: Product): Node => {
    const { factor, stays, core } = product;
    if (factor === -1 && core && !stays) return apply('neg', core);
    return times(coefficient(product), core) ?? constant(factor);
  };
  const isNegative = ({ factor }: Product): boolean => factor < 0;
  const negated = (product: Product): Product => ({ ...product, factor: -product.factor });

  function sumOf(a: Product, b: Product): Product {
    // What both are multiplied by may meet its reciprocal further on, or cost nothing beside what stays.
    const apart = Math.abs(a.factor) === Math.abs(b.factor) && !(most > 1 && a.stays && b.stays);
    const size = apart ? Math.abs(a.factor) : 1;
    const [one, other] = [a, b].map(product => ({ ...product, factor: product.factor / size })) as [Product, Product];
    return { factor: size, stays: undefined, core: added(one, other) };
  }

  function added(a: Product, b: Product): Node {
    if (isNegative(b)) return apply('sub', scaled(a), scaled(negated(b)));
    if (isNegative(a)) return apply('sub', scaled(b), scaled(negated(a)));
    return apply('add', scaled(a), scaled(b));
  }

  /** Two products of the same core. */
  function together(a: Product, b: Product): Product {
    if (a.stays === b.stays) return { ...a, factor: a.factor + b.factor };
    const [one, other] = [coefficient(a) ?? constant(1), coefficient(b) ?? constant(1)];
    return { factor: 1, stays: apply('add', one, other), core: a.core };
  }

  /** A sum as one product. */
  const single = ([first, ...others]: Sum): Product => others.reduce(sumOf, first);

  function plus(a: Sum, b: Sum): Sum {
    const terms = [...a] as [Product, ...Product[]];
    for (const term of b) {
      const alike = ({ factor, stays, core }: Product): boolean =>
        core !== undefined && core === term.core && (most > 1 || (stays === term.stays && factor === term.factor));
      const place = terms.findIndex(alike);
      if (place < 0) terms.push(term);
      else terms[place] = together(terms[place]!, term);
    }
    const vanishes = terms.some(({ factor }) => factor === 0);
    return terms.length > most || vanishes ? [sumOf(single(a), single(b))] : terms;
  }

  const each = (sum: Sum, change: (product: Product) => Product): Sum => sum.map(change) as [Product, ...Product[]];

  function sumFor(node: Node): Sum {
    if (!dependent.has(node))
      return [
        node.op === 'constant' && Number.isFinite(node.value) && node.value !== 0
          ? { factor: node.value, stays: undefined, core: undefined }
          : { factor: 1, stays: node, core: undefined },
      ];
    const args = node.args.map(arg => sums.get(arg)!);
    const [a, b] = args as [Sum, Sum];
    switch (node.op) {
      case 'input':
      case 'constant':
        return [whole(node)];
      case 'neg':
        return each(a, negated);
      case 'mul': {
        const [stayed, other] = dependent.has(node.args[0]!) ? [b, a] : [a, b];
        if (!stayed[0].core && stayed.length === 1) return each(other, product => multiplied(stayed[0], product));
        return [multiplied(single(a), single(b))];
      }
      case 'div': {
        const [, divisor] = node.args as readonly [Node, Node];
        if (dependent.has(divisor)) return [whole(apply('div', scaled(single(a)), scaled(single(b))))];
        const reciprocal: Product = { factor: 1, stays: apply('div', constant(1), divisor), core: undefined };
        return each(a, product => multiplied(product, reciprocal));
      }
      case 'add':
        return plus(a, b);
      case 'sub':
        return plus(a, each(b, negated));
      case 'element':
        return [whole(graph.element(node.column!, scaled(single(a))))];
      case 'fold': {
        // Σ c·f = c·Σ f
        const product = single(a);
        return [{ ...product, core: graph.fold(product.core ?? constant(1), node.value) }];
      }
      default:
        return [whole(apply(node.op, ...args.map(arg => scaled(single(arg)))))];
    }
  }

  for (const node of order) sums.set(node, sumFor(node));
  return outputs.map(output => scaled(single(sums.get(output)!)));
}

/** Operations in the part that changes. */
function changing(outputs: readonly Node[], varies: (input: string) => boolean): number {
  const order = inOrder(outputs);
  const dependent = dependence(order, varies);
  return order.filter(node => dependent.has(node) && node.op !== 'input').length;
}
