import { describe, expect, test } from 'vitest';
import { run } from '../../experiment/experiment.ts';
import { exactGradient, type GradientSource } from '../../optimizers/gradientSource.ts';
import { surfaceNamed } from '../../surfaces/index.ts';
import { createArraySwarm } from '../arraySwarm.ts';
import type { Tested } from './endings.ts';
import { particlesOf } from './particles.ts';

const COUNT = 100;
const STEPS = 20;
const TOLERANCE = 1e-4;

const sources: Readonly<Record<string, Partial<GradientSource>>> = {
  'all samples': {},
  'batches of 5': { batch: 5 },
  'batches of 5, with replacement': { batch: 5, replacement: true },
  'batches of 7 on 3 replicas, with noise': { batch: 7, replicas: 3, noise: 0.1 },
};

/** Losses over data: each particle with its own batches ends where the array evaluator has it. */
export function overSamples(backend: Tested): void {
  describe.each(Object.entries(sources))('over data, by %s', (_, changes) => {
    test.each(['line', 'quadratic', 'logistic', 'neuron'])('%s', async name => {
      const surface = surfaceNamed(name)!;
      const source = { ...exactGradient, ...changes };
      const optimizer = { ...run({ learning_rate: surface.learningRate / 2, momentum: 0.8, nesterov: true }), source };
      const input = particlesOf({ surface, optimizer, steps: STEPS }, COUNT);
      const [made, reference] = [await backend.create(input), createArraySwarm(input)];
      for (const swarm of [made, reference]) await swarm.play(STEPS);
      const [actual, expected] = [await made.read(['x', 'y', 'loss']), await reference.read(['x', 'y', 'loss'])];
      expected.forEach((channel, place) => {
        expect(new Set(channel).size).toBeGreaterThan(COUNT / 2);
        channel.forEach((value, i) => {
          const error = Math.abs(actual[place]![i]! - value) / Math.max(1, Math.abs(value));
          expect(error).toBeLessThan(TOLERANCE);
        });
      });
      for (const swarm of [made, reference]) swarm.dispose();
    });
  });
}
