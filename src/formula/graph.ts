import { functions, type PrimitiveName } from './functions.ts';

/** float32: one rounding an operation. float64: none. Literals are rounded once, to the same precision. */
export type Precision = 'float32' | 'float64';

/** A value that the program computes. Equal values are the same node, so `===` is equality of formulas. */
export interface Node {
  readonly id: number;
  readonly op: 'constant' | 'input' | PrimitiveName;
  readonly args: readonly Node[];
  /** Of a constant. */
  readonly value: number;
  /** Of an input. */
  readonly name: string;
}

/** Makes nodes, each only once; folds operations on constants with the rounding of `precision`. */
export interface Graph {
  readonly precision: Precision;
  constant(value: number): Node;
  input(name: string): Node;
  apply(op: PrimitiveName, ...args: readonly Node[]): Node;
}

/** The rounding of a precision. */
export function rounding(precision: Precision): (value: number) => number {
  return precision === 'float32' ? Math.fround : value => value;
}

export function createGraph(precision: Precision): Graph {
  const round = rounding(precision);
  const nodes = new Map<string, Node>();

  function intern(key: string, make: () => Omit<Node, 'id'>): Node {
    let node = nodes.get(key);
    if (!node) nodes.set(key, (node = { id: nodes.size, ...make() }));
    return node;
  }

  function constant(value: number): Node {
    const rounded = round(value);
    const key = Object.is(rounded, -0) ? '#-0' : `#${rounded}`;
    return intern(key, () => ({ op: 'constant', args: [], value: rounded, name: '' }));
  }

  return {
    precision,
    constant,
    input: name => intern(`$${name}`, () => ({ op: 'input', args: [], value: NaN, name })),
    apply(op, ...args) {
      if (args.every(arg => arg.op === 'constant')) {
        const value = functions[op].compute(...args.map(arg => arg.value));
        if (Number.isFinite(round(value))) return constant(value);
      }
      const key = `${op} ${args.map(arg => arg.id).join(' ')}`;
      return intern(key, () => ({ op, args, value: NaN, name: '' }));
    },
  };
}

/** The nodes that `outputs` need, each after its arguments. */
export function inOrder(outputs: readonly Node[]): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const visit = (root: Node): void => {
    const stack: [Node, number][] = [[root, 0]];
    while (stack.length) {
      const top = stack[stack.length - 1]!;
      const [node, next] = top;
      if (next === 0 && seen.has(node)) {
        stack.pop();
      } else if (next < node.args.length) {
        top[1]++;
        const arg = node.args[next]!;
        if (!seen.has(arg)) stack.push([arg, 0]);
      } else {
        stack.pop();
        if (!seen.has(node)) {
          seen.add(node);
          order.push(node);
        }
      }
    }
  };
  for (const output of outputs) visit(output);
  return order;
}

/** For each node of an order, whether it depends on an input that `varies` accepts. */
export function dependence(order: readonly Node[], varies: (input: string) => boolean): Set<Node> {
  const dependent = new Set<Node>();
  for (const node of order)
    if (node.op === 'input' ? varies(node.name) : node.args.some(arg => dependent.has(arg))) dependent.add(node);
  return dependent;
}
