import { describe, expect, test } from 'vitest';
import { run } from '../../experiment/experiment.ts';
import { inOrder } from '../../formula/graph.ts';
import { surfaces } from '../../surfaces/index.ts';
import { planOf } from '../plan.ts';
import { shapeOf, stepCode } from './programs.ts';

const operations = (line: string): number =>
  (
    line
      .replace(/f32\([^)]*\)/g, '0') // a literal
      .match(/[-+*/](?=\s|\(|\w)|\b(?!select\b|bitcast\b|let\b)\w+(?=\()/g) ?? []
  ).length;

describe.each(surfaces.map(surface => [surface.name, surface] as const))('on %s', (_, surface) => {
  test.each(['SGD', 'Adam'])('%s: WGSL has one operation a particle-step and node of the graph, at most', optimizer => {
    const plan = planOf(surface, run({ learning_rate: 0.01 }, optimizer));
    const { lines } = stepCode(plan, [], 0);
    const inner = inOrder(plan.next).filter(({ op }) => op !== 'constant' && op !== 'input');
    const made = lines.reduce((sum, line) => sum + operations(line.split(' = ')[1]!), 0);
    expect(made).toBeLessThanOrEqual(inner.length);
    expect(made).toBeGreaterThan(0);
  });
});

test('a body is filled only where there are many particles and few operations', () => {
  const [small] = surfaces;
  const plan = planOf(small!, run({ momentum: 0.9 }));
  expect(shapeOf(plan, 100)).toEqual({ each: 1, unrolled: 1 });
  expect(shapeOf(plan, 1e6).each).toBe(2);
});
