import { inOrder, TURN, type Node, type Precision } from './graph.ts';
import { laneLoop, type FloatArray } from './laneLoop.ts';
import { isLoop, schedule, type Loop } from './schedule.ts';

/** Values by input name: a number, or one a lane. */
type Inputs = Readonly<Record<string, number | ArrayLike<number>>>;

/** A program with its arrays, one value a lane: fill the inputs, compute, read the outputs, again and again. */
export interface OpenProgram {
  readonly inputs: ReadonlyMap<string, FloatArray>;
  readonly outputs: readonly FloatArray[];
  compute(): void;
}

/** The reference lowering: one loop over all lanes an operation, in `precision`, no generated code. */
export function openProgram(outputs: readonly Node[], precision: Precision, lanes: number): OpenProgram {
  const order = inOrder(outputs);
  const ArrayType = precision === 'float32' ? Float32Array : Float64Array;
  const values = new Map(order.map(node => [node, new ArrayType(lanes).fill(node.op === 'constant' ? node.value : 0)]));
  const arrayOf = (node: Node): FloatArray => values.get(node)!;
  const stepsOf = (list: readonly Node[]): (() => void)[] =>
    list.flatMap(node => {
      if (node.op === 'input' || node.op === 'constant' || node.op === 'fold') return [];
      const args = node.args.map(arrayOf);
      if (node.op === 'element') return [elementLoop(node.column!.values, arrayOf(node), args[0]!)];
      return [laneLoop(node.op, arrayOf(node), args)];
    });
  const [turn] = order.filter(node => node.name === TURN).map(arrayOf);

  function foldLoop({ turns, body, folds }: Loop): () => void {
    const inner = stepsOf(body);
    const sums = folds.map(fold => ({ sum: arrayOf(fold), of: arrayOf(fold.args[0]!) }));
    return () => {
      for (const { sum } of sums) sum.fill(0);
      for (let i = 0; i < turns; i++) {
        turn?.fill(i);
        for (const step of inner) step();
        for (const { sum, of } of sums) for (let lane = 0; lane < lanes; lane++) sum[lane]! += of[lane]!;
      }
    };
  }

  const steps = schedule(outputs).flatMap(item => (isLoop(item) ? [foldLoop(item)] : stepsOf([item])));
  const inputs = order.filter(node => node.op === 'input' && node.name !== TURN);
  return {
    inputs: new Map(inputs.map(node => [node.name, arrayOf(node)])),
    outputs: outputs.map(output => values.get(output)!),
    compute() {
      for (const step of steps) step();
    },
  };
}

/** A program prepared for runs over many lanes: `run(inputs, lanes)` gives one array of `lanes` values an output. */
export interface Evaluator {
  run(inputs: Inputs, lanes: number): FloatArray[];
}

/**
 * An open program that takes its inputs by name. Arrays are reused: what `run` returned is overwritten by the next run.
 * Throws an Error for an input without a value.
 */
export function createEvaluator(outputs: readonly Node[], precision: Precision): Evaluator {
  let open: { readonly lanes: number; readonly program: OpenProgram } | undefined;
  return {
    run(given, lanes) {
      if (open?.lanes !== lanes) open = { lanes, program: openProgram(outputs, precision, lanes) };
      const { program } = open;
      for (const [name, array] of program.inputs) {
        const value = given[name];
        if (value === undefined) throw new Error(`No value was given for “${name}”.`);
        if (typeof value === 'number') array.fill(value);
        else array.set(value);
      }
      program.compute();
      return [...program.outputs];
    },
  };
}

/** The numbers of a column at each lane's index. */
function elementLoop(column: FloatArray, result: FloatArray, index: FloatArray): () => void {
  return () => {
    for (let lane = 0; lane < result.length; lane++) result[lane] = column[index[lane]!]!;
  };
}
