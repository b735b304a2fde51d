import type { Graph, Node } from '../formula/graph.ts';
import { normal } from '../formula/normal.ts';
import type { Algebra, StepFunction, Tensor } from '../formula/quantity.ts';
import type { Lane } from './lane.ts';

/** What functions of a step take their values from. */
export interface StepContext {
  readonly graph: Graph;
  readonly algebra: Algebra<Node>;
  readonly lossAt: (point: readonly Node[]) => Node;
  /** Every variable's place among the coordinates, at which the loss is taken unless moved. */
  readonly point: () => readonly Node[];
}

/** The value of a function of the step for one variable (formula/functions.ts says which there are). */
export function ofStep(
  fn: StepFunction,
  { variable: { shape, places } }: Lane,
  args: readonly Tensor<Node>[],
  { graph, algebra, lossAt, point }: StepContext,
): Tensor<Node> {
  const [first, second, third] = args as [Tensor<Node>, Tensor<Node>, Tensor<Node> | undefined];
  if (fn === 'random_normal') {
    const key = { seed: first.elements[0]!, call: second.elements[0]!, particle: graph.input('particle') };
    const stream = third?.elements[0] ?? algebra.constant(0);
    return { shape, elements: places.map(place => normal(algebra, key, stream, place)) };
  }
  const at = [...point()];
  places.forEach((place, i) => (at[place] = first.elements[i]!));
  const h = second.elements[0]!;
  if (h.op === 'constant' && h.value === 0) return { shape, elements: places.map(() => lossAt(at)) };
  return { shape, elements: places.map(place => lossAt(at.with(place, algebra.apply('add', at[place]!, h)))) };
}
