import { describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import { normal } from '../formula/normal.ts';
import { evaluate, numbers, tensorOf, type Tensor } from '../formula/quantity.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { exactGradient } from '../optimizers/gradientSource.ts';
import { rules } from '../optimizers/rules/index.ts';
import { defaultParameters } from '../surfaces/loss.ts';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { createEngine } from './engine.ts';
import { plannedLines } from './plan.ts';
import { isOpen, readingOf, recorded, type Moment } from './readings.ts';

const STEPS = 9;
const everything = run({
  learning_rate: 0.002,
  momentum: 0.9,
  nesterov: true,
  weight_decay: 0.01,
  clipnorm: 20,
  use_ema: true,
  ema_overwrite_frequency: 3,
  loss_scale_factor: 8,
  gradient_accumulation_steps: 2,
});
const scheduled = run({
  learning_rate: { class_name: 'CosineDecay', config: { initial_learning_rate: 0.01, decay_steps: 6 } },
});
const subjects: readonly (readonly [string, OptimizerConfig])[] = [
  ...Object.keys(rules).map(name => [name, run({ learning_rate: 0.01 }, name)] as const),
  ['SGD, everything switched on', everything],
  ['SGD on a schedule', scheduled],
  ['SGD in half precision, on noise', { ...everything, source: { ...exactGradient, noise: 0.5, float16: true } }],
];

function traceOf(optimizer: OptimizerConfig): Moment['trace'] {
  const job = {
    surface: himmelblau,
    parameters: defaultParameters(himmelblau),
    optimizer,
    starts: [[0.6, -1.7]] as const,
    steps: STEPS,
    record: 'trace' as const,
  };
  return createEngine().traceNow([job]).traces[0]!;
}

describe('a line with its names replaced by what they stood for gives the number beside it', () => {
  test.each(subjects)('%s', (_, optimizer) => {
    const trace = traceOf(optimizer);
    const lines = plannedLines(optimizer);
    const algebra = numbers('float32');
    let compared = 0;
    for (let step = 1; step <= STEPS; step++)
      lines.forEach(({ name, stage, expression, declares }, index) => {
        const moment: Moment = { trace, run: optimizer, lines, step };
        if (declares || !isOpen(index, moment)) return;
        // A later line of the same stage may write the name again; the trace keeps the last.
        if (lines.slice(index + 1).some(later => later.stage === stage && later.name === name)) return;
        const array = (elements: readonly number[]) => ({
          shape: elements.length > 1 ? [elements.length] : [],
          elements,
        });
        const value = (own: string) => {
          const reading = own === 'pi' || own === 'e' ? undefined : readingOf(own, index, moment);
          const typed = reading?.[0] === optimizer.config[own]; // a Python number, which is rounded where it is used
          return reading && (typed ? { weak: reading[0]! } : array(reading));
        };
        const lists = (own: string) => [array(readingOf(own, index, moment)!)];
        const expected = recorded(trace, step, `${stage}.${name}`);
        const ofStep = (_fn: string, [seed, call]: readonly Tensor<number>[]): Tensor<number> => {
          const key = { seed: seed!.elements[0]!, call: call!.elements[0]!, particle: 0 };
          return array([0, 1].map(place => normal(algebra, key, 0, place)));
        };
        const { elements } = tensorOf(
          algebra,
          evaluate(algebra, expression, { literals: 'weak', value, lists, ofStep }),
        );
        expected.forEach((number, i) => {
          const given = elements[elements.length === 1 ? 0 : i]!;
          expect(Math.abs(given - number), `${stage}.${name} of step ${step}: ${given}, ${number}`).toBeLessThanOrEqual(
            2e-6 * Math.max(1, Math.abs(number)),
          );
          compared++;
        });
      });
    expect(compared).toBeGreaterThanOrEqual(STEPS);
  });
});

test('a gated stage is closed in the calls that it skips', () => {
  const trace = traceOf(everything);
  const lines = plannedLines(everything);
  const update = lines.findIndex(({ stage }) => stage === 'update');
  const open = Array.from({ length: STEPS }, (_, k) => isOpen(update, { trace, run: everything, lines, step: k + 1 }));
  expect(open).toEqual([false, true, false, true, false, true, false, true, false]);
});
