import { beforeAll, describe, expect, test } from 'vitest';
import { requestGpu, runShader, shaderOf } from '../simulation/testing/gpu.ts';
import { buildLoss, defaultParameters, parameterInputs, parseLoss } from '../surfaces/loss.ts';
import { surfaces } from '../surfaces/index.ts';
import { nodes } from './build.ts';
import { gradient } from './differentiate.ts';
import { emitWgsl, wgslPrelude } from './emitWgsl.ts';
import { createEvaluator } from './evaluate.ts';
import { callable, functions, type PrimitiveName } from './functions.ts';
import { createGraph, inOrder, type Node } from './graph.ts';
import { parseExpression } from './parse.ts';
import { evaluate, tensorOf, type Tensor } from './quantity.ts';

type Range = readonly [low: number, high: number];
type Inputs = Readonly<Record<string, Float32Array>>;

let device: GPUDevice;

beforeAll(async () => {
  device = await requestGpu();
});

/** The columns that nodes read, as text. */
function dataOf(outputs: readonly Node[]): string {
  const columns = new Map(inOrder(outputs).flatMap(({ column }) => (column ? [[column.place, column.values]] : [])));
  const all = [...columns].toSorted(([a], [b]) => a - b).flatMap(([, values]) => [...values]);
  if (all.length === 0) return '';
  const list = `array<f32, ${all.length}>(${all.map(value => `f32(${value})`).join()})`;
  return `var<private> data: array<f32, ${all.length}> = ${list};\nfn data_at(i: u32) -> f32 { return data[i]; }\n`;
}

/** The outputs at every lane, from the GPU: each input has its stretch of `given`, and each output of `made`. */
async function runOnGpu(outputs: readonly Node[], inputs: Inputs): Promise<Float32Array[]> {
  const [names, columns] = [Object.keys(inputs), Object.values(inputs)];
  const lanes = columns[0]!.length;
  const code = emitWgsl(outputs, input => `given[${names.indexOf(input) * lanes}u + lane]`);
  const writes = code.names.map((name, i) => `made[${i * lanes}u + lane] = ${name};`);
  const shader = shaderOf(wgslPrelude + dataOf(outputs), [...code.lines, ...writes], lanes);
  const given = columns.flatMap(column => [...column]);
  const all = await runShader(device, shader, given, outputs.length * lanes, lanes);
  return outputs.map((_, i) => all.slice(i * lanes, (i + 1) * lanes));
}

/** All pairs of `side` values along each range, as float32. */
function grid([lowX, highX]: Range, [lowY, highY]: Range, side: number): { x: Float32Array; y: Float32Array } {
  const place = (low: number, high: number, i: number): number => low + ((high - low) * i) / (side - 1);
  return {
    x: Float32Array.from({ length: side * side }, (_, k) => place(lowX, highX, k % side)),
    y: Float32Array.from({ length: side * side }, (_, k) => place(lowY, highY, Math.floor(k / side))),
  };
}

async function expectAgreement(outputs: readonly Node[], inputs: Inputs, tolerance: number): Promise<void> {
  const lanes = Object.values(inputs)[0]!.length;
  const reference = createEvaluator(outputs, 'float32').run(inputs, lanes);
  const actual = await runOnGpu(outputs, inputs);
  reference.forEach((expected, output) => {
    const errors = Array.from(expected, (b, lane) => Math.abs(actual[output]![lane]! - b) / Math.max(1, Math.abs(b)));
    const worst = errors.findIndex(error => !(error <= tolerance));
    const at = Object.entries(inputs).map(([name, column]) => `${name} = ${String(column[worst])}`);
    expect(worst, `${at.join()}: GPU ${actual[output]![worst]}, reference ${expected[worst]}`).toBe(-1);
    expect(expected.every(Number.isFinite)).toBe(true);
  });
}

const TOLERANCE = 1e-4;
/** WGSL allows atan an error of 4096 units in the last place. */
const LOOSE = 2 ** -11;
const HALF: Range = [-3, 3];
const ABOVE: Range = [0.1, 4];

const tolerances: Readonly<Record<string, number>> = { atan: LOOSE };
/** Where an operation is tried that isn't defined, or is too steep to compare, on the whole of −3 … 3. */
const ranges: Readonly<Record<string, readonly [x: Range, y: Range]>> = {
  div: [HALF, ABOVE],
  mod: [
    [-3.07, 2.93],
    [0.31, 4.13],
  ], // no whole quotient, where it jumps, among them
  pow: [ABOVE, HALF],
  sqrt: [ABOVE, HALF],
  log: [ABOVE, HALF],
  tan: [[-1.2, 1.2], HALF],
  exp: [[-20, 3], HALF],
  sin: [[-1000, 1000], HALF],
  cos: [[-1000, 1000], HALF],
  tanh: [[-200, 200], HALF],
};

/** Numbers by their key: random.browser.test.ts. */
const byKey = ['uniform', 'shuffled'];

describe('every operation', () => {
  test.each((Object.keys(functions) as PrimitiveName[]).filter(name => !byKey.includes(name)))('%s', async name => {
    const graph = createGraph('float32');
    const args = ['x', 'y', 'x'].slice(0, functions[name].arity).map(graph.input);
    const [x, y] = ranges[name] ?? [HALF, HALF];
    await expectAgreement([graph.apply(name, ...args)], grid(x, y, 13), tolerances[name] ?? TOLERANCE);
  });
});

const calls = { 1: 'x', 2: 'x, y', 3: 'x, y, 2' } as const;
/** What only a step of a run has. */
const ofStep = ['random_normal', 'loss_along'];
/** Functions of arrays, made numbers; v is (x, y), and one of several. */
const ofArrays: Readonly<Record<string, string>> = {
  norm_along: 'sum(norm_along(outer(v, v + 2), 1))',
  sum_along: 'sum(sum_along(outer(v, v + 2), 0) * v)',
  mean_along: 'sum(mean_along(outer(v, v - 1), -1) * v)',
  matmul: 'sum(matmul(outer(v, v), outer(v - 1, x)))',
  transpose: 'sum(transpose(outer(v, v + 1)) * v)',
  outer: 'mean(outer(v, v * y))',
  zeros: 'sum(zeros(v) + v * x)',
  global_norm: 'x * global_norm(v)',
  all_finite: 'x * all_finite(v)',
  replica_sum: 'sum(replica_sum(v) * v)',
  replica_mean: 'sum(replica_mean(v) * v)',
};

describe('every function that a formula may call, and its slopes', () => {
  test.each(Object.entries(callable).filter(([name]) => !ofStep.includes(name)))('%s', async (name, [least, most]) => {
    const graph = createGraph('float32');
    const [x, y] = [graph.input('x'), graph.input('y')];
    const text = ofArrays[name] ?? `${name}(${calls[most === Infinity ? 3 : least]})`;
    const array = { shape: [2], elements: [x, y] };
    const scope = new Map<string, Tensor<Node>>([['v', array]]);
    for (const input of [x, y]) scope.set(input.name, { shape: [], elements: [input] });
    const algebra = nodes(graph);
    const parsed = parseExpression(text, new Set(scope.keys()));
    const lists = (): Tensor<Node>[] => [array, { shape: [2], elements: [y, x] }];
    const built = tensorOf(
      algebra,
      evaluate(algebra, parsed, { literals: 'strong', value: each => scope.get(each), lists }),
    );
    expect(built.shape).toEqual([]);
    const value = built.elements[0]!;
    const [rangeX, rangeY] = ranges[name] ?? [HALF, HALF];
    // The slope of sin is cos, and so on: what holds for the function holds for it.
    const tolerance = tolerances[name] ?? TOLERANCE;
    await expectAgreement([value, ...gradient(graph, value, [x, y])], grid(rangeX, rangeY, 12), tolerance);
  });
});

test('powers of negative numbers, of zero and to the zeroth', async () => {
  const graph = createGraph('float32');
  const x = Float32Array.from([-2, -2, -2, -1.5, -3, -2, 0, 0, 5, -5, 0, 1]);
  const y = Float32Array.from([0, 1, 2, 3, 9, -3, 2, 0.5, 0, 0, 0, 7.25]);
  await expectAgreement([graph.apply('pow', graph.input('x'), graph.input('y'))], { x, y }, TOLERANCE);
});

test('waves of arguments too large to reduce stay between −1 and 1', async () => {
  const graph = createGraph('float32');
  const x = Float32Array.from([8191, 8193, -1e5, 1e7, -1e12, 1e20, 3e38]);
  const waves = (['sin', 'cos'] as const).map(name => graph.apply(name, graph.input('x')));
  for (const lane of await runOnGpu(waves, { x }))
    for (const value of lane) expect(Math.abs(value)).toBeLessThan(1.001);
});

test('a literal of any size is the same float32', async () => {
  const graph = createGraph('float32');
  const values = [0, 1, -1, 0.1, 1 / 3, 1e-30, 1e21, -3.4028234663852886e38, 16777217, 123456.789];
  const made = await runOnGpu([...values.map(graph.constant), graph.input('x')], { x: Float32Array.of(7) });
  expect(made.map(lane => lane[0])).toEqual([...values, 7].map(Math.fround));
});

test('the compiler’s words reach us where code is refused', async () => {
  const unknown = createGraph('float32').input('x');
  await expect(runOnGpu([{ ...unknown, op: 'neg', args: [] }], { x: Float32Array.of(1) })).rejects.toThrow(
    /negat|operator|expression/i,
  );
});

describe('loss and gradient of every surface', () => {
  test.each(surfaces.map(surface => [surface.name, surface] as const))('%s', async (_, surface) => {
    const graph = createGraph('float32');
    const [x, y] = [graph.input('x'), graph.input('y')];
    const loss = buildLoss(graph, parseLoss(surface), x, y);
    const points = grid(...surface.domain, 25);
    const uniforms = Object.entries(parameterInputs(defaultParameters(surface))).map(
      ([name, value]) => [name, new Float32Array(points.x.length).fill(value)] as const,
    );
    const inputs = { ...points, ...Object.fromEntries(uniforms) };
    await expectAgreement([loss, ...gradient(graph, loss, [x, y])], inputs, TOLERANCE);
  });
});
