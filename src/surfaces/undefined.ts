import { gradient } from '../formula/differentiate.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import { createGraph, inOrder, ofTurns, type Node } from '../formula/graph.ts';
import { buildLoss, parameterInputs, parseLoss } from './loss.ts';
import type { Surface, SurfaceParameters } from './surface.ts';

/** Why an operation on finite numbers has no value, in words; undefined where it has only grown too large. */
function reasonOf({ op, args }: Node, [a, b]: readonly number[]): string | undefined {
  if (op === 'log') return a! < 0 ? 'log of a negative number' : 'log of zero';
  if (op === 'sqrt') return 'square root of a negative number';
  if ((op === 'div' || op === 'mod') && b === 0) return 'division by zero';
  if (op === 'pow' && a === 0 && b! < 0) return 'zero to a negative power';
  if (op === 'pow' && a! < 0 && !Number.isInteger(b)) return 'a negative number to a power that is not whole';
  return args.length === 1 && op === 'tan' ? 'tan where it has no value' : undefined;
}

/**
 * Why the loss or its gradient has no value at a point, by the first operation there that has none; undefined where all have
 * one, or where numbers have only become too large for float32.
 */
export function whyUndefined(
  surface: Surface,
  parameters: SurfaceParameters,
  x: number,
  y: number,
): string | undefined {
  const graph = createGraph('float32');
  const position = [graph.input('x'), graph.input('y')] as const;
  const loss = buildLoss(graph, parseLoss(surface), ...position);
  const all = inOrder([loss, ...gradient(graph, loss, position)]);
  const inside = ofTurns(all);
  const order = all.filter(node => !inside.has(node));
  const results = createEvaluator(order, 'float32').run({ ...parameterInputs(parameters), x, y }, 1);
  const values = new Map(order.map((node, i) => [node, results[i]![0]!]));
  const broken = order.find(node => !Number.isFinite(values.get(node)!));
  return (
    broken &&
    reasonOf(
      broken,
      broken.args.map(arg => values.get(arg) ?? NaN),
    )
  );
}
