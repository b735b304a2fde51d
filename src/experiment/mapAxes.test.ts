import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rules } from '../optimizers/rules/index.ts';
import { surfaces } from '../surfaces/index.ts';
import { openingOf, run, type Experiment } from './experiment.ts';
import { axisTicks, cellValues, mapAxes, shareOf, type MapAxes } from './mapAxes.ts';

const ravine = surfaces[0]!;
const withRuns = (...runs: Experiment['runs'][number][]): Experiment => ({ ...openingOf(ravine), runs });
const axesOf = (...runs: Experiment['runs'][number][]): MapAxes | string => mapAxes(withRuns(...runs), runs[0]!);

describe('the axes of a map', () => {
  test('are learning_rate and the first number of the optimizer’s own that is on', () => {
    const keys = Object.keys(rules).map(name => {
      const axes = axesOf(run({}, name));
      return [name, typeof axes === 'string' ? axes : axes.up.key];
    });
    expect(Object.fromEntries(keys)).toMatchObject({
      SGD: 'momentum',
      RMSprop: 'rho',
      Adam: 'beta_1',
      Lion: 'beta_1',
      Adagrad: 'initial_accumulator_value',
      Muon: 'adam_beta_1',
      Adafactor: 'beta_2_decay',
      OptaxAdam: 'b1',
      Ftrl: 'learning_rate_power',
    });
  });

  test('are missing, with the reason, where learning_rate is a schedule', () => {
    const learning_rate = { class_name: 'CosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 100 } };
    expect(axesOf(run({ learning_rate }))).toMatch(/schedule/);
  });

  test('hold the numbers of every run of the optimizer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 0.99999, noNaN: true }),
        (rate, momentum) => {
          const learning_rate = 10 ** rate;
          const axes = axesOf(run({ learning_rate: 0.01 }), run({ learning_rate, momentum })) as MapAxes;
          expect(shareOf(axes.across, learning_rate)).not.toBeNaN();
          expect(shareOf(axes.up, momentum)).not.toBeNaN();
          expect(shareOf(axes.across, 0.01)).not.toBeNaN();
        },
      ),
    );
    expect(shareOf((axesOf(run({ momentum: 1 })) as MapAxes).up, 1)).toBeNaN();
  });

  test('run from the least value to the most in steps that all differ', () => {
    for (const surface of surfaces.slice(0, 4))
      for (const name of Object.keys(rules)) {
        const experiment = { ...openingOf(surface), runs: [run({}, name)] };
        const axes = mapAxes(experiment, experiment.runs[0]!);
        if (typeof axes === 'string') continue;
        for (const axis of [axes.across, axes.up]) {
          const values = cellValues(axis, 512);
          expect([values[0], values[511]]).toEqual([axis.least, axis.most]);
          expect(
            values.every((value, i) => i === 0 || value > values[i - 1]!),
            `${surface.name} ${name}`,
          ).toBe(true);
          expect(values.every((value, i) => Math.abs(shareOf(axis, value) - i / 511) < 0.0005)).toBe(true);
        }
      }
  });

  test('have round numbers along them', () => {
    const { across, up } = axesOf(run({ learning_rate: 0.04, momentum: 0.9 })) as MapAxes;
    expect(axisTicks(across).map(({ text }) => text)).toEqual(['0.001', '0.01', '0.1', '1']);
    expect(axisTicks(up).map(({ text }) => text)).toEqual(['0', '0.5', '0.9', '0.99', '0.999']);
  });
});
