import { TURN, type Graph, type Node } from '../formula/graph.ts';
import { numbers, type Algebra } from '../formula/quantity.ts';
import type { GradientSource } from '../optimizers/gradientSource.ts';
import type { Batch } from '../surfaces/loss.ts';

/** On what the samples of a batch depend. */
export interface BatchKey<S> {
  readonly seed: S;
  readonly particle: S;
  /** From 1. */
  readonly call: S;
  /** From 0. */
  readonly replica: number;
}

type Chosen = Pick<GradientSource, 'batch' | 'replacement' | 'replicas'>;

/** Draws below are those of the noise (formula/normal.ts). */
const FIRST_DRAW = 64;
const MOST_SAMPLES = 1024;

/**
 * Which sample stands at `turn` of a batch, of `count` in all, and how many the batch has (the epoch’s last may be smaller, as in
 * Keras’s fit). Replicas take one batch each, in turn: batch number B = (call − 1)·replicas + replica is number B mod m of
 * epoch ⌊B/m⌋, where m = ⌈count/size⌉.
 */
function chosen<S>(
  { constant, apply }: Algebra<S>,
  count: number,
  source: Chosen,
  { seed, particle, call, replica }: BatchKey<S>,
  turn: S,
): { readonly index: S; readonly size: S; readonly counts: S | undefined } {
  const most = sizeOf(source, count);
  if (source.replacement) {
    const draw = apply('add', turn, constant(FIRST_DRAW + replica * MOST_SAMPLES));
    const scaled = apply('mul', apply('uniform', seed, particle, call, draw), constant(count));
    return {
      index: apply('min', apply('floor', scaled), constant(count - 1)),
      size: constant(most),
      counts: undefined,
    };
  }
  const batches = Math.ceil(count / most);
  const number = apply(
    'add',
    apply('mul', apply('sub', call, constant(1)), constant(source.replicas)),
    constant(replica),
  );
  // Half a batch more, so that no rounding of the division reaches the next whole number.
  const epoch = apply('floor', apply('div', apply('add', number, constant(0.5)), constant(batches)));
  const first = apply('mul', apply('sub', number, apply('mul', epoch, constant(batches))), constant(most));
  const place = apply('add', first, turn);
  const size = apply('min', constant(most), apply('sub', constant(count), first));
  const within = apply('min', place, constant(count - 1));
  return {
    index: apply('shuffled', seed, particle, epoch, within, constant(count)),
    size,
    counts: count % most === 0 ? undefined : apply('lt', place, constant(count)),
  };
}

const sizeOf = ({ batch }: Chosen, count: number): number => Math.min(batch ?? count, count);

/** The batch of a call as nodes. */
export function batchNodes(graph: Graph, count: number, source: Chosen, key: BatchKey<Node>): Batch {
  const { index, size, counts } = chosen(graph, count, source, key, graph.input(TURN));
  return { turns: sizeOf(source, count), index, size, ...(counts && { counts }) };
}

/** The samples of a batch by their numbers: the same that the program of a step takes. */
export function batchSamples(count: number, source: Chosen, key: BatchKey<number>): number[] {
  const algebra = numbers('float32');
  const at = (turn: number) => chosen(algebra, count, source, key, turn);
  return Array.from({ length: at(0).size }, (_, turn) => at(turn).index);
}
