import * as elementary from './elementary.ts';
import { functions, type PrimitiveName } from './functions.ts';

export type FloatArray = Float32Array | Float64Array;

type Loop = (result: FloatArray, a: FloatArray, b: FloatArray, c: FloatArray) => void;

/** The operations that programs are mostly made of, written out: a call for every lane costs ten times their arithmetic. */
const written: Partial<Record<PrimitiveName, Loop>> = {
  add(result, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = a[lane]! + b[lane]!;
  },
  sub(result, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = a[lane]! - b[lane]!;
  },
  mul(result, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = a[lane]! * b[lane]!;
  },
  div(result, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = a[lane]! / b[lane]!;
  },
  neg(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = -a[lane]!;
  },
  min(result, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = Math.min(a[lane]!, b[lane]!);
  },
  max(result, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = Math.max(a[lane]!, b[lane]!);
  },
  abs(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = Math.abs(a[lane]!);
  },
  sqrt(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = Math.sqrt(a[lane]!);
  },
  exp(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = elementary.exp(a[lane]!);
  },
  log(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = elementary.log(a[lane]!);
  },
  sin(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = elementary.sin(a[lane]!);
  },
  cos(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = elementary.cos(a[lane]!);
  },
  tanh(result, a) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = elementary.tanh(a[lane]!);
  },
  select(result, condition, a, b) {
    for (let lane = 0; lane < result.length; lane++) result[lane] = condition[lane] === 0 ? b[lane]! : a[lane]!;
  },
};

/** One operation over all lanes. Storing into a Float32Array is the rounding. */
export function laneLoop(op: PrimitiveName, result: FloatArray, args: readonly FloatArray[]): () => void {
  const [a, b, c] = args as [FloatArray, FloatArray, FloatArray];
  const loop = written[op];
  if (loop) return () => loop(result, a, b, c);
  const { compute } = functions[op];
  const lanes = result.length;
  if (args.length > 3)
    return () => {
      for (let lane = 0; lane < lanes; lane++) result[lane] = compute(...args.map(arg => arg[lane]!));
    };
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
