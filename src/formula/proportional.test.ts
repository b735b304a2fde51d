import { expect, test } from 'vitest';
import { createGraph } from './graph.ts';
import { isProportional } from './proportional.ts';

const { apply, input, constant } = createGraph('float32');
const [g, h, v, rate] = ['g', 'h', 'v', 'rate'].map(input) as [ReturnType<typeof input>, ...ReturnType<typeof input>[]];
const [momentum, root] = [apply('mul', constant(0.9), v!), apply('sqrt', v!)];
const push = apply('mul', rate!, g);

test.each([
  ['a step with momentum', [apply('sub', momentum, push)], true],
  ['what is divided by something else', [apply('div', push, root)], true],
  ['what never sees it', [root], true],
  ['one over it', [apply('div', rate!, g)], false],
  ['a product with itself', [apply('mul', g, g)], false],
  ['a product of two of them', [apply('mul', push, h!)], false],
  ['a clipped one', [apply('min', g, constant(1))], false],
  ['a good one beside a bad one', [push, apply('abs', push)], false],
] as const)('%s', (_, outputs, expected) => {
  expect(isProportional(outputs, [g, h!])).toBe(expected);
});
