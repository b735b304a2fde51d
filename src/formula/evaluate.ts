import { functions } from './functions.ts';
import { inOrder, type Node, type Precision } from './graph.ts';

export type FloatArray = Float32Array | Float64Array;

/** Values by input name: a number, or one a lane. */
export type Inputs = Readonly<Record<string, number | ArrayLike<number>>>;

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
  const slot = new Map(order.map((node, i) => [node, i]));
  const ArrayType = precision === 'float32' ? Float32Array : Float64Array;
  let values: FloatArray[] = [];
  let capacity = -1;

  return {
    run(inputs, lanes) {
      if (lanes !== capacity) {
        values = order.map(() => new ArrayType(lanes));
        capacity = lanes;
        order.forEach((node, i) => node.op === 'constant' && values[i]!.fill(node.value));
      }
      order.forEach((node, i) => {
        const result = values[i]!;
        if (node.op === 'input') {
          const value = inputs[node.name];
          if (value === undefined) throw new Error(`No value was given for “${node.name}”.`);
          if (typeof value === 'number') result.fill(value);
          else result.set(value);
        } else if (node.op !== 'constant') {
          applyToLanes(
            functions[node.op].compute,
            result,
            node.args.map(arg => values[slot.get(arg)!]!),
          );
        }
      });
      return outputs.map(output => values[slot.get(output)!]!);
    },
  };
}

/** Storing into a Float32Array is the rounding. */
function applyToLanes(compute: (...args: number[]) => number, result: FloatArray, args: readonly FloatArray[]): void {
  const [a, b, c] = args;
  if (c) for (let lane = 0; lane < result.length; lane++) result[lane] = compute(a![lane]!, b![lane]!, c[lane]!);
  else if (b) for (let lane = 0; lane < result.length; lane++) result[lane] = compute(a![lane]!, b[lane]!);
  else for (let lane = 0; lane < result.length; lane++) result[lane] = compute(a![lane]!);
}
