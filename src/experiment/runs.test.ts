import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optionsOf } from '../optimizers/options.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { rules } from '../optimizers/rules/index.ts';
import { opening, run, type Experiment } from './experiment.ts';
import { decodeJson, encodeJson } from './json.ts';
import { decodeLink, encodeLink } from './link.ts';

const through = (
  runs: readonly OptimizerConfig[],
): { runs: readonly OptimizerConfig[]; adjustments: readonly string[] } => {
  const experiment: Experiment = { ...opening, runs };
  const { experiment: read, adjustments } = decodeLink(encodeLink(experiment));
  const json = decodeJson(encodeJson(experiment));
  expect(json).toEqual({ experiment, adjustments: [] });
  return { runs: read.runs, adjustments };
};

describe('runs in links and JSON', () => {
  const examples: readonly OptimizerConfig[] = [
    run({
      learning_rate: {
        class_name: 'CosineDecay',
        config: { initial_learning_rate: 0.1, decay_steps: 40, warmup_target: 0.2, warmup_steps: 5 },
      },
    }),
    run(
      {
        learning_rate: {
          class_name: 'PiecewiseConstantDecay',
          config: { boundaries: [10, 20], values: [0.1, 0.01, 0.001] },
        },
      },
      'Adam',
    ),
    run({
      learning_rate: {
        class_name: 'Formula',
        config: { formula: '0.1 * 0.9^step, or (so)'.replace(', or (so)', ' + 0*(step)') },
      },
    }),
    run({ clipnorm: 1, use_ema: true, ema_overwrite_frequency: 3, weight_decay: 0 }, 'SGD', {
      layout: 'scalars',
      exclude: ['y'],
      constraint: { class_name: 'MaxNorm', config: { max_value: 2 } },
    }),
    run({ momentum: 0.9, decay: 0.1, clipvalue: 2, clipnorm: 1 }, 'SGD', { dialect: 'legacy' }),
    run({ rms_rate: null }, 'Muon', { layout: 'row' }),
    run({ initial_scale: 1024 }, 'LossScaleOptimizer'),
    run({ beta: 0.5 }, 'Custom', { lines: 'm = beta*m + (1-beta)*g\nw = w - learning_rate*m' }),
    run({ gradient_accumulation_steps: 4 }, 'Lion', { accumulation: 'per_micro_step' }),
  ];
  test.each(examples.map((example, i) => [`${i} ${example.optimizer}`, example] as const))(
    '%s comes back as it was',
    (_, example) => {
      expect(through([example])).toEqual({ runs: [example], adjustments: [] });
    },
  );

  test('so does every optimizer with any of its numbers changed', () => {
    const options = fc.constantFrom(...Object.keys(rules)).chain(name => {
      const numbers = optionsOf(rules[name]!).filter(
        option => option.kind === 'number' && option.least < 0 && !option.whole,
      );
      return fc.tuple(
        fc.constant(name),
        fc.constantFrom(...numbers.map(({ key }) => key)),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-6, max: 0.99 }),
      );
    });
    fc.assert(
      fc.property(options, ([name, key, value]) => {
        const example = run({ [key]: value }, name);
        expect(through([example])).toEqual({ runs: [example], adjustments: [] });
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test.each([
    ['run=Foo', 'there is no optimizer “Foo”'],
    ['run=SGD,clipnorm:1,clipvalue:1', 'Only one of `clipnorm`'],
    ['run=SGD,foo:1', 'has no option “foo”'],
    ['run=SGD,learning_rate:ExponentialDecay(decay_steps:3)', 'missing 1 required'],
    ['run=SGD,learning_rate:CosineDecay(initial_learning_rate:1;decay_steps:0)', '`decay_steps` must be > 0'],
    ["run=SGD,learning_rate:Formula(formula:'q')", '“q” is unknown'],
    ["run=Custom,lines:'m = g'", 'No line writes w'],
    ['run=Adam,dialect:legacy', 'SGD only'],
    ['run=SGD,layout:cube', 'layout is one of'],
    ['run=SGD,constraint:Foo()', 'no constraint'],
    ['run=SGD,gradient_accumulation_steps:1', 'must be an integer >= 2'],
    ['run=SGD,__proto__:1', 'has no option'],
  ])('%s is repaired, and said', (field, sentence) => {
    const { experiment, adjustments } = decodeLink(`#v=1&${field}`);
    expect(adjustments.join(' ')).toContain(sentence);
    expect(experiment.runs.length).toBeGreaterThan(0);
  });
});
