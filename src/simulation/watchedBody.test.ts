import { expect, test } from 'vitest';
import { openingOf, run } from '../experiment/experiment.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import type { Surface } from '../surfaces/surface.ts';
import { compileKernel } from './kernel.ts';
import type { SheetJob } from './sheet.ts';
import { startSummary } from './summaryStart.ts';
import { summaryState } from './summaryPlan.ts';

const SIZE = 23;
const CALLS = 150;

const named = (name: string): Surface => surfaceNamed(name)!;
/** Ground without a loss, into which the slope leads all the same; a valley whose slope is finite far beyond the loss. */
const typed = (formula: string): Surface => ({
  ...named('ravine'),
  name: 'typed',
  formula: [formula],
  parameters: [],
  minima: [],
});

const cases = [
  ['ravine', named('ravine'), run({ learning_rate: 0.04, momentum: 0.9 })],
  ['Rosenbrock', named('rosenbrock'), run({ learning_rate: 0.001, momentum: 0.9, nesterov: true })],
  ['Rastrigin', named('rastrigin'), run({ learning_rate: 0.00025, momentum: 0.9 })],
  ['a clipped step over walls', typed('exp(x^2) + y^2'), run({ learning_rate: 3, momentum: 0.5, clipvalue: 1 })],
  ['no loss on half of the plane', typed('log(x + 2) + (x - 1)^2 + y^2'), run({ learning_rate: 0.1, momentum: 0.9 })],
  ['Adam', named('himmelblau'), run({ learning_rate: 0.1 }, 'Adam')],
] as const;

test.each(cases)('%s: looking now and then finds what looking at every call finds', async (_, surface, optimizer) => {
  const { parameters, start } = openingOf(surface);
  const rate = optimizer.config.learning_rate as number;
  const second = optimizer.optimizer === 'Adam' ? 'beta_1' : 'momentum';
  const job: SheetJob = {
    surface,
    parameters: surface.parameters.length > 0 ? parameters : {},
    optimizer,
    start,
    steps: CALLS,
    across: {
      name: 'learning_rate',
      values: Float64Array.from({ length: SIZE }, (__, i) => rate * 10 ** (i / 8 - 1.5)),
    },
    up: { name: second, values: Float64Array.from({ length: SIZE }, (__, i) => (0.98 * i) / (SIZE - 1)) },
  };
  const { input, enough } = startSummary(
    job,
    Uint32Array.from({ length: SIZE * SIZE }, (__, i) => i),
    { floats: length => new Float32Array(length) },
  );
  const { plan, count } = input;
  const { watched: _watched, ...looking } = plan;
  const columns = plan.uniforms.map((__, i) => input.columns.get(i));
  const [every, watched] = [looking, plan].map(each => {
    const state = input.state.slice();
    const kernel = compileKernel(
      each,
      columns.map(column => !column),
    );
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [1, 43],
      [43, CALLS],
    ] as const)
      kernel.advance(state, { ...input, first: 0, columns }, from, to, 0, count);
    return (name: string, cell: number): number => state[plan.state.indexOf(name) * count + cell]!;
  });
  const seen = { diverged: 0, met: 0 };
  for (let cell = 0; cell < count; cell++) {
    const same = (name: string): void => expect(watched!(name, cell), `${name} of ${cell}`).toBe(every!(name, cell));
    // What is worked out in another order may round otherwise.
    const near = (name: string): void => {
      const [found, expected] = [watched!(name, cell), every!(name, cell)];
      if (found !== expected)
        expect(Math.abs(found - expected), `${name} of ${cell}`).toBeLessThan(1e-5 * Math.abs(expected) + 1e-18);
    };
    same(summaryState.divergedAt);
    if (every!(summaryState.divergedAt, cell) !== 0) {
      seen.diverged++;
      near(summaryState.loss);
      continue;
    }
    for (const name of ['x', 'y', summaryState.slope]) near(name);
    if (every!(summaryState.slope, cell) <= enough.slope[cell]!) {
      seen.met++;
      same(summaryState.unmet);
    }
  }
  expect(seen.diverged + seen.met, JSON.stringify(seen)).toBeGreaterThan(10);
});
