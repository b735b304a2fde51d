import { expect, test } from 'vitest';
import { usualCrowd } from '../experiment/crowd.ts';
import { openingOf, run } from '../experiment/experiment.ts';
import { axesOf, settledCloud } from '../experiment/noiseCloud.ts';
import { exactGradient } from '../optimizers/gradientSource.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { crowdJob } from './crowdJob.ts';
import { createWorkingCrowd } from './workingCrowd.ts';

const ravine = surfaceNamed('ravine')!;

test.each([false, true])(
  'many seeds from one start settle in the cloud of theory; nesterov: %s',
  { timeout: 30_000 },
  async nesterov => {
    const experiment = {
      ...openingOf(ravine),
      parameters: { kappa: 10, rotation: 30 },
      steps: 250,
      runs: [run({ learning_rate: 0.05, momentum: 0.8, nesterov })],
      gradient: { ...exactGradient, noise: 0.5, seed: 11 },
      crowd: { ...usualCrowd(ravine), shape: 'seeds' as const, count: 5000 },
    };
    const job = crowdJob(experiment, 0)!;
    const share = { index: 0, of: 1, backend: 'loops' } as const;
    const go = (): Promise<boolean> => Promise.resolve(true);
    const crowd = (await createWorkingCrowd(job, share, go))!;
    const before = await crowd.tally({ job, share, arrived: 0 });
    expect(axesOf(before.moments).long).toBeCloseTo(0, 6);
    await crowd.come(250, 250, go);
    const { moments, step } = await crowd.tally({ job, share, arrived: 0 });
    expect([step, moments.count]).toEqual([250, 5000]);
    const theory = settledCloud(experiment, experiment.runs[0]!)!;
    const [measured, expected] = [axesOf(moments), axesOf(theory)];
    // A standard deviation of 5000 places is known to 1 %.
    for (const axis of ['long', 'short'] as const)
      expect(Math.abs(measured[axis] / expected[axis] - 1)).toBeLessThan(0.03);
    expect(Math.abs(measured.angle - expected.angle)).toBeLessThan(0.02);
    expect(Math.hypot(...moments.mean)).toBeLessThan(0.02);
    crowd.dispose();
  },
);
