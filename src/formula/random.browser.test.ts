import { beforeAll, describe, expect, test } from 'vitest';
import { requestGpu, runShader, shaderOf } from '../simulation/testing/gpu.ts';
import { nodes } from './build.ts';
import { emitWgsl, wgslPrelude } from './emitWgsl.ts';
import { createEvaluator } from './evaluate.ts';
import { createGraph, type Node } from './graph.ts';
import { normal } from './normal.ts';

let device: GPUDevice;
const graph = createGraph('float32');
const lanes = 4096;

beforeAll(async () => {
  device = await requestGpu();
});

/** One output from the GPU and from the array evaluator, over the same inputs. */
async function both(
  output: Node,
  inputs: Readonly<Record<string, readonly number[]>>,
): Promise<[Float32Array, Float32Array]> {
  const names = Object.keys(inputs);
  const code = emitWgsl([output], input => `given[${names.indexOf(input) * lanes}u + lane]`);
  const shader = shaderOf(wgslPrelude, [...code.lines, `made[lane] = ${code.names[0]};`], lanes);
  const made = await runShader(device, shader, Object.values(inputs).flat(), lanes, lanes);
  return [made, Float32Array.from(createEvaluator([output], 'float32').run(inputs, lanes)[0]!)];
}

const lane = (value: (i: number) => number): number[] => Array.from({ length: lanes }, (_, i) => value(i));

describe('the GPU has the same bits', () => {
  test('of uniform numbers', async () => {
    const key = ['a', 'b', 'c', 'd'].map(graph.input);
    const [made, expected] = await both(graph.apply('uniform', ...key), {
      a: lane(i => (i % 3) * 499_999),
      b: lane(i => i * 257),
      c: lane(i => 1 + (i % 10_000)),
      d: lane(i => i % 16),
    });
    expect(made).toEqual(expected);
  });

  test('of shuffles', async () => {
    const key = ['a', 'b', 'c', 'd', 'e'].map(graph.input);
    const count = lane(i => [1, 2, 3, 50, 344, 20_001][i % 6]!);
    const [made, expected] = await both(graph.apply('shuffled', ...key), {
      a: lane(i => i % 3),
      b: lane(i => i >> 6),
      c: lane(i => i % 5),
      d: lane(i => (i * 31) % count[i]!),
      e: count,
    });
    expect(made).toEqual(expected);
  });

  test('of normal numbers, within 1e-5', async () => {
    const key = { seed: graph.input('a'), particle: graph.input('b'), call: graph.input('c') };
    for (const place of [0, 1]) {
      const [made, expected] = await both(normal(nodes(graph), key, graph.constant(0), place), {
        a: lane(i => i % 3),
        b: lane(i => i * 257),
        c: lane(i => 1 + (i % 10_000)),
      });
      expect(Math.max(...made.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-5);
    }
  });

  test('of float16, where it overflows and below its normal numbers too', async () => {
    const edges = [
      0,
      -0,
      65504,
      65519.996,
      65520,
      -70_000,
      3e38,
      2 ** -14,
      2 ** -15,
      2 ** -24,
      2 ** -25,
      -(2 ** -25),
      1e-9,
    ];
    const x = lane(i => (i < edges.length ? edges[i]! : Math.fround(Math.sin(i) * 2 ** ((i % 44) - 26))));
    const [made, expected] = await both(graph.apply('float16', graph.input('x')), { x });
    expect([...made]).toEqual([...expected]);
  });
});
