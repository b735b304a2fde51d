import { inOrder, ofTurns, TURN, type Node } from './graph.ts';

/** Folds of equally many turns, worked out side by side: in each turn the body, then each fold adds its argument. */
export interface Loop {
  readonly turns: number;
  readonly body: readonly Node[];
  readonly folds: readonly Node[];
}

export const isLoop = (item: Node | Loop): item is Loop => 'turns' in item;

/**
 * What a program does, one after the other: single nodes, and loops. Folds that need no other's result share a loop where
 * `together` gives them the same key. A turn's number is an input of the body; no item makes it.
 */
export function schedule(outputs: readonly Node[], together: (fold: Node) => string = () => ''): (Node | Loop)[] {
  const order = inOrder(outputs);
  const inside = ofTurns(order);
  const depths = new Map<Node, number>();
  for (const node of order) {
    const deepest = node.args.reduce((depth, arg) => Math.max(depth, depths.get(arg)!), 0);
    depths.set(node, node.op === 'fold' ? deepest + 1 : deepest);
  }
  const deepest = outputs.reduce((depth, output) => Math.max(depth, depths.get(output)!), 0);
  const items: (Node | Loop)[] = [];
  for (let depth = 0; depth <= deepest; depth++) {
    const level = order.filter(node => depths.get(node) === depth && !inside.has(node));
    const folds = level.filter(node => node.op === 'fold');
    for (const group of grouped(folds, fold => `${fold.value} ${together(fold)}`)) {
      const body = inOrder(group.flatMap(fold => fold.args)).filter(node => inside.has(node) && node.name !== TURN);
      items.push({ turns: group[0]!.value, body, folds: group });
    }
    items.push(...level.filter(node => node.op !== 'fold'));
  }
  return items;
}

/** Operations that a program makes, those of a loop as often as it turns. */
export function operationsOf(outputs: readonly Node[]): number {
  return schedule(outputs).reduce((sum, item) => sum + (isLoop(item) ? item.turns * (item.body.length + 1) : 1), 0);
}

function grouped(folds: readonly Node[], keyOf: (fold: Node) => string): Node[][] {
  const groups = new Map<string, Node[]>();
  for (const fold of folds) groups.set(keyOf(fold), [...(groups.get(keyOf(fold)) ?? []), fold]);
  return [...groups.values()];
}
