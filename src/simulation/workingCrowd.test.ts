import { describe, expect, test } from 'vitest';
import { usualCrowd, type Crowd } from '../experiment/crowd.ts';
import { openingOf, run, type Experiment } from '../experiment/experiment.ts';
import { valueAt } from '../experiment/trace.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { crowdJob, type CrowdFrame, type FrameRequest } from './crowdJob.ts';
import { createEngine } from './engine.ts';
import { traceJobs } from './job.ts';
import type { Grid } from './swarm.ts';
import { createWorkingCrowd, type WorkingCrowd } from './workingCrowd.ts';

const himmelblau = surfaceNamed('himmelblau')!;
const grid: Grid = { width: 60, height: 40, x0: -6, x1: 6, y0: -4, y1: 4 };
const going = async (): Promise<boolean> => true;

const withCrowd = (crowd: Partial<Crowd>, change: Partial<Experiment> = {}): Experiment => ({
  ...openingOf(himmelblau),
  steps: 60,
  start: [2.5, 2],
  ...change,
  crowd: { ...usualCrowd(himmelblau), count: 50, ...crowd },
});
const shareOf = (experiment: Experiment, index = 0, of = 1, picked = 1) => ({
  job: crowdJob(experiment, picked)!,
  share: { index, of, backend: 'loops' as const },
});
async function workingOn(experiment: Experiment, index = 0, of = 1): Promise<WorkingCrowd> {
  const { job, share } = shareOf(experiment, index, of);
  return (await createWorkingCrowd(job, share, going))!;
}
function frameOf(
  crowd: WorkingCrowd,
  experiment: Experiment,
  request: Partial<FrameRequest> = {},
): Promise<CrowdFrame> {
  return crowd.frame({ ...shareOf(experiment), step: 0, most: 1, grid, points: 1e6, spare: [], ...request });
}
/** Storing is rounding: how calls were put together shows in the last digits, where nothing is chaotic. */
function expectNear(found: CrowdFrame, expected: CrowdFrame): void {
  expect(found.step).toBe(expected.step);
  const wanted = places(expected);
  for (const [i, place] of places(found).entries()) expect(Math.abs(place - wanted[i]!)).toBeLessThan(1e-4);
}
const places = ({ points }: CrowdFrame): number[] => [...points!.x, ...points!.y];

describe('a crowd at a step', () => {
  test('is where a run from the same start is, to the digits of float32', async () => {
    const experiment = withCrowd({ count: 1, shape: 'line' });
    const crowd = await workingOn(experiment);
    const { traces } = (await createEngine().trace(traceJobs(experiment)))!;
    for (const step of [1, 7, 20]) {
      await crowd.come(step, 100, going);
      const { points } = await frameOf(crowd, experiment);
      expect(points!.x[0]).toBeCloseTo(valueAt(traces[1]!, step, 'x'), 4);
      expect(points!.y[0]).toBeCloseTo(valueAt(traces[1]!, step, 'y'), 4);
      expect(points!.value[0]).toBeCloseTo(valueAt(traces[1]!, step, 'loss'), 3);
    }
  });

  test('is the same whether played to, scrubbed back to or come to bit by bit', async () => {
    const experiment = withCrowd({});
    const [straight, back, slow] = [
      await workingOn(experiment),
      await workingOn(experiment),
      await workingOn(experiment),
    ];
    await straight.come(21, 100, going);
    for (const step of [60, 33, 59, 21]) await back.come(step, 100, going);
    for (let asked = 0; asked < 11; asked++) await slow.come(21, 2, going);
    const expected = await frameOf(straight, experiment);
    expect(expected.step).toBe(21);
    for (const other of [await frameOf(back, experiment), await frameOf(slow, experiment)]) {
      expect(other.step).toBe(21);
      expectNear(other, expected);
    }
  });

  test('that was stopped in the middle comes to the same places later', async () => {
    const experiment = withCrowd({ colour: 'run', count: 40 });
    const [straight, stopped] = [await workingOn(experiment), await workingOn(experiment)];
    await straight.come(30, 100, going);
    let breaths = 0;
    expect(await stopped.come(30, 100, async () => ++breaths < 2)).toBe(false);
    expect(await stopped.come(30, 100, going)).toBe(true);
    expectNear(await frameOf(stopped, experiment), await frameOf(straight, experiment));
  });

  test('in parts is the whole, in whatever parts', async () => {
    const experiment = withCrowd({ count: 47 });
    const whole = await workingOn(experiment);
    await whole.come(9, 100, going);
    const x: number[] = [];
    const y: number[] = [];
    for (const index of [0, 1, 2]) {
      const part = await workingOn(experiment, index, 3);
      await part.come(9, 100, going);
      const { points } = await frameOf(part, experiment);
      x.push(...points!.x);
      y.push(...points!.y);
    }
    expect([...x, ...y]).toEqual(places(await frameOf(whole, experiment)));
  });

  test('counted in cells is as many as there are inside, with their losses summed', async () => {
    const experiment = withCrowd({ count: 400, size: 5, shape: 'grid' });
    const crowd = await workingOn(experiment);
    await crowd.come(3, 100, going);
    const { points } = await frameOf(crowd, experiment);
    const { layers } = await frameOf(crowd, experiment, { points: 1 });
    const inside = [...points!.x].flatMap((x, i) => (Math.abs(x) < 6 && Math.abs(points!.y[i]!) < 4 ? [i] : []));
    const sum = (list: Iterable<number>): number => [...list].reduce((a, b) => a + b, 0);
    expect(layers).toHaveLength(1);
    expect(sum(layers[0]!.counts)).toBe(inside.length);
    const losses = sum(inside.map(i => points!.value[i]!));
    expect(sum(layers[0]!.sums) / losses).toBeCloseTo(1, 5);
    const again = await frameOf(crowd, experiment, { points: 1, spare: layers });
    expect(sum(again.layers[0]!.counts)).toBe(inside.length);
  });

  test.each(['loss', 'run'] as const)('with tails, by %s: they are its own earlier steps, to the bit', async colour => {
    const experiment = withCrowd({ tails: 10, count: 21, colour });
    const crowd = await workingOn(experiment);
    const steps: number[][] = [];
    for (let step = 0; step <= 60; step++) {
      await crowd.come(step, 100, going);
      steps.push(places(await frameOf(crowd, experiment)));
    }
    expect(steps[0]).not.toEqual(steps[60]);
    for (const step of [60, 33, 4, 0, 47]) {
      for (let asked = 0; asked < 10; asked++) await crowd.come(step, 7, going);
      const { points } = await frameOf(crowd, experiment);
      expect([...points!.tail]).toEqual(steps.slice(Math.max(0, step - 10), step + 1).flat());
    }
  });

  test('with tails it is the crowd without, to the digits of float32; a step beyond the last shows the last', async () => {
    const [bare, tailed] = [withCrowd({ colour: 'speed' }), withCrowd({ colour: 'speed', tails: 30 })];
    const [one, other] = [await workingOn(bare), await workingOn(tailed)];
    for (const crowd of [one, other]) await crowd.come(60, 100, going);
    const [without, end] = [await frameOf(one, bare), await frameOf(other, tailed)];
    expectNear(end, without);
    expect(without.points!.tail).toHaveLength(0);
    const tally = await other.tally({ ...shareOf(tailed), arrived: 1 });
    expect(tally).toMatchObject({ step: 60, lost: 0 });
    await other.come(70, 100, going);
    expect(await frameOf(other, tailed)).toMatchObject({
      step: 70,
      points: { x: end.points!.x, tail: end.points!.tail },
    });
  });

  test('by speed: how far the last call went', async () => {
    const experiment = withCrowd({ colour: 'speed', count: 20 });
    const crowd = await workingOn(experiment);
    await crowd.come(4, 4, going);
    const before = (await frameOf(crowd, experiment)).points!;
    await crowd.come(5, 1, going);
    const { x, y, value } = (await frameOf(crowd, experiment)).points!;
    expect(
      value.every((speed, i) => Math.abs(speed - Math.hypot(x[i]! - before.x[i]!, y[i]! - before.y[i]!)) < 1e-5),
    ).toBe(true);
    expect(value.every(speed => speed > 1e-4)).toBe(true);
  });

  test('of all runs: every second particle goes by the second rule, from the same starts', async () => {
    const experiment = withCrowd(
      { colour: 'run', count: 9 },
      { runs: [run({ learning_rate: 0.01 }), run({ learning_rate: 0.002 })] },
    );
    const crowd = await workingOn(experiment);
    const { points, census } = await frameOf(crowd, experiment);
    expect([...points!.kind]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect([...points!.x].slice(0, 4)).toEqual([...points!.x].slice(5));
    expect(census).toEqual([5, 4]);
    await crowd.come(1, 1, going);
    const moved = await frameOf(crowd, experiment);
    const ratio = (moved.points!.x[0]! - points!.x[0]!) / (moved.points!.x[5]! - points!.x[5]!);
    expect(ratio).toBeCloseTo(5, 3);
    const { layers } = await frameOf(crowd, experiment, {
      points: 1,
      grid: { ...grid, x0: -100, x1: 100, y0: -100, y1: 100 },
    });
    expect(layers.map(({ counts }) => counts.reduce((a, b) => a + b, 0))).toEqual([5, 4]);
  });

  test('by the minimum: first runs ahead to the end, then shows where everyone will end', async () => {
    const experiment = withCrowd({ colour: 'minimum', count: 64, size: 4 }, { steps: 150 });
    const crowd = await workingOn(experiment);
    await crowd.come(5, 60, going);
    expect((await frameOf(crowd, experiment)).ahead).toBeCloseTo(0.4);
    for (let i = 0; i < 4; i++) await crowd.come(5, 60, going);
    const found = await frameOf(crowd, experiment);
    expect(found).toMatchObject({ step: 5, ahead: 1 });
    expect(found.census!.reduce((a, b) => a + b, 0)).toBe(64);
    await crowd.come(150, 150, going);
    const end = await frameOf(crowd, experiment);
    for (const [i, kind] of [...end.points!.kind].entries())
      if (kind < 4) {
        const [mx, my] = [
          [3, 2],
          [-2.805, 3.131],
          [-3.779, -3.283],
          [3.584, -1.848],
        ][kind]!;
        expect(Math.hypot(end.points!.x[i]! - mx!, end.points!.y[i]! - my!)).toBeLessThan(0.7);
      }
    expect(end.points!.kind.filter(kind => kind < 4).length).toBeGreaterThan(32);
  });

  test('is counted where it rests: arrived, lost, and neither', async () => {
    const experiment = withCrowd(
      { count: 100, size: 0.5 },
      { steps: 400, start: [3, 2], runs: [run({ learning_rate: 0.005 })] },
    );
    const crowd = await workingOn(experiment);
    const tally = () => crowd.tally({ ...shareOf(experiment), arrived: 1e-6 });
    expect(await tally()).toMatchObject({ step: 0, arrived: 0, lost: 0 });
    await crowd.come(400, 400, going);
    expect(await tally()).toMatchObject({ step: 400, arrived: 100, lost: 0 });
    const wild = { ...experiment, runs: [run({ learning_rate: 1 })] };
    const lost = await workingOn(wild);
    await lost.come(60, 60, going);
    expect(await lost.tally({ ...shareOf(wild), arrived: 1e-6 })).toMatchObject({ arrived: 0, lost: 100 });
  });

  test('a share without particles keeps step with the others', async () => {
    const experiment = withCrowd({ count: 1 });
    const crowd = await workingOn(experiment, 0, 2);
    expect(await crowd.come(9, 3, going)).toBe(true);
    expect(await frameOf(crowd, experiment, { step: 9 })).toMatchObject({ step: 9, ahead: 1 });
  });
});
