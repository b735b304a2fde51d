import { functions } from './functions.ts';
import { inOrder, type Node, type Precision } from './graph.ts';

export type FloatArray = Float32Array | Float64Array;

/** Values by input name: a number, or one a lane. */
type Inputs = Readonly<Record<string, number | ArrayLike<number>>>;

/** A program prepared for runs over many lanes: `run(inputs, lanes)` gives one array of `lanes` values an output. */
export interface Evaluator {
  run(inputs: Inputs, lanes: number): FloatArray[];
}

/**
 * The reference lowering: one loop over all lanes an operation, in `precision`, no generated code. Arrays are reused:
 * what `run` returned is overwritten by the next run. Throws an Error for an input without a value.
 */
export function createEvaluator(outputs: readonly Node[], precision: Precision): Evaluator {
  const order = inOrder(outputs);
  const place = new Map(order.map((node, i) => [node, i]));
  const ArrayType = precision === 'float32' ? Float32Array : Float64Array;
  let values: FloatArray[] = [];
  let steps: (() => void)[] = [];
  let inputs: Inputs = {};
  let capacity = -1;

  function prepare(lanes: number): void {
    capacity = lanes;
    values = order.map(() => new ArrayType(lanes));
    steps = order.flatMap((node, i) => {
      const result = values[i]!;
      if (node.op === 'input') return [() => read(node.name, result)];
      if (node.op !== 'constant') {
        const args = node.args.map(arg => values[place.get(arg)!]!);
        return [laneLoop(functions[node.op].compute, result, args)];
      }
      result.fill(node.value);
      return [];
    });
  }

  function read(name: string, into: FloatArray): void {
    const value = inputs[name];
    if (value === undefined) throw new Error(`No value was given for “${name}”.`);
    if (typeof value === 'number') into.fill(value);
    else into.set(value);
  }

  return {
    run(given, lanes) {
      if (lanes !== capacity) prepare(lanes);
      inputs = given;
      for (const step of steps) step();
      return outputs.map(output => values[place.get(output)!]!);
    },
  };
}

/** One operation over all lanes. Storing into a Float32Array is the rounding. */
function laneLoop(compute: (...args: number[]) => number, result: FloatArray, args: readonly FloatArray[]): () => void {
  const [a, b, c] = args as [FloatArray, FloatArray, FloatArray];
  const lanes = result.length;
  if (lanes === 1) {
    if (args.length === 1) return () => void (result[0] = compute(a[0]!));
    if (args.length === 2) return () => void (result[0] = compute(a[0]!, b[0]!));
  }
  if (args.length === 1)
    return () => {
      for (let lane = 0; lane < lanes; lane++) result[lane] = compute(a[lane]!);
    };
  if (args.length === 2)
    return () => {
      for (let lane = 0; lane < lanes; lane++) result[lane] = compute(a[lane]!, b[lane]!);
    };
  return () => {
    for (let lane = 0; lane < lanes; lane++) result[lane] = compute(a[lane]!, b[lane]!, c[lane]!);
  };
}
