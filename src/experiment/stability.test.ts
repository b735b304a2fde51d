import { describe, expect, test } from 'vitest';
import { createEngine } from '../simulation/engine.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { openingOf, run } from './experiment.ts';
import { bowlCurvature, hasLimits, rateLimit } from './stability.ts';

const ravine = surfaceNamed('ravine')!;

describe('the limits of stability', () => {
  test('are known on convex quadratics, from their greatest curvature', () => {
    const experiment = openingOf(ravine);
    expect(bowlCurvature(experiment)).toBeCloseTo(20, 9);
    expect(bowlCurvature({ ...experiment, parameters: { kappa: 73, rotation: -31 } })).toBeCloseTo(73, 9);
    for (const name of ['rosenbrock', 'himmelblau', 'saddle', 'rastrigin'])
      expect(bowlCurvature(openingOf(surfaceNamed(name)!)), name).toBeUndefined();
  });

  test('part the runs that diverge from those that don’t', () => {
    const engine = createEngine();
    const experiment = openingOf(ravine);
    for (const nesterov of [false, true])
      for (const momentum of [0, 0.5, 0.9])
        for (const [factor, diverges] of [
          [0.97, false],
          [1.03, true],
        ] as const) {
          const learning_rate = factor * rateLimit(20, momentum, nesterov);
          const optimizer = run({ learning_rate, momentum, nesterov });
          expect(hasLimits(optimizer)).toBe(true);
          const [trace] = engine.traceNow([
            {
              surface: ravine,
              parameters: experiment.parameters,
              optimizer,
              starts: [[-2.6, 1.15]],
              steps: 5000,
              record: 'trace',
            },
          ]).traces;
          expect(trace!.divergedAt !== null, `${factor} ${momentum} ${nesterov}`).toBe(diverges);
        }
  });

  test('are not those of runs with more switched on', () => {
    expect(hasLimits(run({ weight_decay: 0.01 }))).toBe(false);
    expect(hasLimits(run({ clipnorm: 1 }))).toBe(false);
    expect(hasLimits(run({}, 'Adam'))).toBe(false);
  });
});
