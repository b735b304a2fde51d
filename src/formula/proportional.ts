import { inOrder, type Node } from './graph.ts';

/** Whether nothing but sums, and products with what doesn't depend on them, is made of these nodes on the way to the outputs. */
export function isProportional(outputs: readonly Node[], to: readonly Node[]): boolean {
  const of = new Set(to);
  return inOrder(outputs).every(node => {
    if (to.includes(node)) return true;
    const given = node.args.filter(arg => of.has(arg));
    if (given.length === 0) return true;
    of.add(node);
    const [a, b] = node.args;
    switch (node.op) {
      case 'add':
      case 'sub':
      case 'neg':
        return true;
      case 'mul':
        return given.length === 1 && a !== b;
      case 'div':
        return !of.has(b!);
      default:
        return false;
    }
  });
}
