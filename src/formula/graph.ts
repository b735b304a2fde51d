import { functions, type PrimitiveName } from './functions.ts';

/** float32: one rounding an operation. float64: none. Literals are rounded once, to the same precision. */
export type Precision = 'float32' | 'float64';

/** A column of data that a program reads: its place in the graph's list, and its numbers in the graph's precision. */
export interface DataColumn {
  readonly place: number;
  readonly values: Float32Array | Float64Array;
}

/**
 * A value that the program computes. Equal values are the same node, so `===` is equality of formulas. A `fold` is the sum,
 * from left to right, of its argument over `turn` = 0 … turns − 1; an `element` is the number of a column at its argument.
 */
export interface Node {
  readonly id: number;
  readonly op: 'constant' | 'input' | 'fold' | 'element' | PrimitiveName;
  readonly args: readonly Node[];
  /** Of a constant; of a fold, its turns. */
  readonly value: number;
  /** Of an input. */
  readonly name: string;
  /** Of an element. */
  readonly column: DataColumn | undefined;
}

/** The input that counts a fold's turns; it has no value outside of one. */
export const TURN = 'fold.turn';

/** Makes nodes, each only once; folds operations on constants with the rounding of `precision`. */
export interface Graph {
  readonly precision: Precision;
  constant(value: number): Node;
  input(name: string): Node;
  apply(op: PrimitiveName, ...args: readonly Node[]): Node;
  /** Folds don't nest: what is folded has none in it. */
  fold(body: Node, turns: number): Node;
  /** Makes a list of numbers a column; the same list is the same column. */
  column(values: readonly number[]): DataColumn;
  element(column: DataColumn, index: Node): Node;
  readonly columns: readonly DataColumn[];
}

/** The rounding of a precision. */
export function rounding(precision: Precision): (value: number) => number {
  return precision === 'float32' ? Math.fround : value => value;
}

export function createGraph(precision: Precision): Graph {
  const round = rounding(precision);
  const nodes = new Map<string, Node>();
  const columns = new Map<readonly number[], DataColumn>();
  const plain = { args: [], value: NaN, name: '', column: undefined };

  function intern(key: string, make: () => Pick<Node, 'op'> & Partial<Node>): Node {
    let node = nodes.get(key);
    if (!node) nodes.set(key, (node = { ...plain, ...make(), id: nodes.size }));
    return node;
  }

  function constant(value: number): Node {
    const rounded = round(value);
    const key = Object.is(rounded, -0) ? '#-0' : `#${rounded}`;
    return intern(key, () => ({ op: 'constant', value: rounded }));
  }

  return {
    precision,
    constant,
    input: name => intern(`$${name}`, () => ({ op: 'input', name })),
    apply(op, ...args) {
      if (args.every(arg => arg.op === 'constant')) {
        const value = functions[op].compute(...args.map(arg => arg.value));
        if (Number.isFinite(round(value))) return constant(value);
      }
      const key = `${op} ${args.map(arg => arg.id).join(' ')}`;
      return intern(key, () => ({ op, args }));
    },
    fold: (body, turns) => intern(`fold ${body.id} ${turns}`, () => ({ op: 'fold', args: [body], value: turns })),
    column(values) {
      let column = columns.get(values);
      if (!column) {
        const kept = precision === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
        columns.set(values, (column = { place: columns.size, values: kept }));
      }
      return column;
    },
    element: (column, index) =>
      intern(`element ${column.place} ${index.id}`, () => ({ op: 'element', args: [index], column })),
    get columns() {
      return [...columns.values()];
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

/** The nodes of an order that depend on an input that `varies` accepts. */
export function dependence(order: readonly Node[], varies: (input: string) => boolean): Set<Node> {
  const dependent = new Set<Node>();
  for (const node of order)
    if (node.op === 'input' ? varies(node.name) : node.args.some(arg => dependent.has(arg))) dependent.add(node);
  return dependent;
}

/** The nodes of an order that change from turn to turn of a fold. */
export function ofTurns(order: readonly Node[]): Set<Node> {
  const inside = new Set<Node>();
  for (const node of order)
    if (node.op === 'input' ? node.name === TURN : node.op !== 'fold' && node.args.some(arg => inside.has(arg)))
      inside.add(node);
  return inside;
}
