import { beforeAll, describe, expect, test } from 'vitest';
import { opening, openingOf, run } from '../experiment/experiment.ts';
import { vectorAt, type Trace } from '../experiment/trace.ts';
import { createEngine } from '../simulation/engine.ts';
import { traceJobs } from '../simulation/job.ts';
import { surfaces } from '../surfaces/index.ts';
import { centreOf, frameAround, type Frame } from './frame.ts';
import { nearestStep, stepArrows, stepDots, sutskeverIterate, trailOf, trailTo } from './trails.ts';

const tracesOf = async (experiment: typeof opening): Promise<Trace[]> =>
  (await createEngine().trace(traceJobs(experiment)))!.traces;
const frameOn = (surface: (typeof surfaces)[number]): Frame =>
  frameAround(centreOf(surface.domain, 800, 500), 800, 500);
const frame = frameOn(surfaces[0]!);
const { learning_rate } = opening.runs[0]!.config as { learning_rate: number };

/** A trace through points given in pixels of `frame`. */
function traceInPixels(points: readonly (readonly [number, number])[], divergedAt: number | null = null): Trace {
  const rows = Float32Array.from(points.flatMap(([px, py]) => frame.toData(px, py)));
  return { columns: ['x', 'y'], rows, steps: points.length - 1, divergedAt };
}
const pointsOf = (path: string): number[][] =>
  path
    .split(/[ML]/)
    .filter(Boolean)
    .map(point => point.split(' ').map(Number));

let plain: Trace;
let momentum: Trace;
let nesterov: Trace;
beforeAll(async () => {
  const runs = [run({ learning_rate }), ...opening.runs];
  [plain, momentum, nesterov] = (await tracesOf({ ...opening, runs })) as [Trace, Trace, Trace];
});

const trailPath = (trace: Trace, view: Frame, step: number): string => trailTo(trailOf(trace, view), step);

describe('a trail', () => {
  test('goes through the points of its steps', () => {
    const trace = traceInPixels([[10, 20], [30, 20], [30, 50]]); // prettier-ignore
    expect(trailPath(trace, frame, 2)).toBe('M10 20L30 20L30 50');
    expect(trailPath(trace, frame, 1)).toBe('M10 20L30 20');
    expect(trailPath(trace, frame, 0)).toBe('M10 20');
    expect(trailPath(trace, frame, 9)).toBe('M10 20L30 20L30 50');
  });

  test('leaves out points that can’t be told apart, but not the last', () => {
    const creeping = traceInPixels(Array.from({ length: 101 }, (_, k) => [10 + k / 50, 20]));
    const points = pointsOf(trailPath(creeping, frame, 100));
    expect(points.length).toBeLessThan(12);
    expect([points[0], points.at(-1)]).toEqual([[10, 20], [12, 20]]); // prettier-ignore
  });

  test('is cut where it goes far out, in its own direction, and joined again where it comes back', () => {
    const trace = traceInPixels([[0, 0], [8000, 4000], [8000, 0], [0, 0]]); // prettier-ignore
    expect(pointsOf(trailPath(trace, frame, 3))).toEqual([[0, 0], [4000, 2000], [4000, 0], [0, 0]]); // prettier-ignore
    expect(trailPath(trace, frame, 3).match(/M/g)).toHaveLength(2);
  });

  test('is seen though it starts far out, as after zooming in', () => {
    const trace = traceInPixels([[-20000, 100], [-10000, 100], [300, 100], [400, 250]]); // prettier-ignore
    expect(trailPath(trace, frame, 3)).toBe('M-4000 100L300 100L400 250');
    const near = frameAround({ x: 0, y: 0, width: 0.01 }, 800, 500);
    expect(pointsOf(trailPath(nesterov, near, nesterov.steps)).length).toBeGreaterThan(10);
  });

  test('ends where a run that diverged first leaves', () => {
    const points: [number, number][] = [[400, 250], [500, 250], [-9000, 250], [90000, 250], [-1e30, 250]]; // prettier-ignore
    expect(trailPath(traceInPixels(points, 5), frame, 4)).toBe('M400 250L500 250L-4000 250');
  });

  test('has no NaN and no coordinate beyond its limits on every third surface, though runs diverge', async () => {
    let diverged = 0;
    for (const surface of surfaces.filter((_, i) => i % 3 === 0))
      for (const rate of [surface.learningRate, 30 * surface.learningRate, 1e4]) {
        const runs = [{}, { momentum: 0.99 }, { momentum: 0.9, nesterov: true }].map(options =>
          run({ learning_rate: rate, ...options }),
        );
        for (const trace of await tracesOf({ ...openingOf(surface), runs })) {
          if (trace.divergedAt !== null) diverged++;
          for (const zoom of [1, 1e-4]) {
            const { x, y, width } = centreOf(surface.domain, 800, 500);
            const path = trailPath(trace, frameAround({ x, y, width: width * zoom }, 800, 500), trace.steps);
            expect(
              pointsOf(path)
                .flat()
                .filter(value => !(Math.abs(value) <= 4000)),
            ).toEqual([]);
          }
        }
      }
    expect(diverged).toBeGreaterThan(10);
  });
});

describe('the arrows of a step', () => {
  test.each(['momentum', 'Nesterov'])('of %s run tip to tail from w to w, and their sum is the step', kind => {
    const trace = kind === 'momentum' ? momentum : nesterov;
    for (let step = 1; step <= trace.steps; step++) {
      const [sum, first, second, ...more] = stepArrows(trace, step);
      const [before, after] = [vectorAt(trace, step - 1, ''), vectorAt(trace, step, '')];
      expect(more).toEqual([]);
      expect([sum!.part, first!.part, second!.part]).toEqual(['sum', 'momentum_term', 'gradient_term']);
      expect(first!.from).toEqual(before);
      expect(second!.from).toEqual(first!.to);
      expect(sum).toMatchObject({ from: before, to: after });
      const size = Math.max(1, ...before.map(Math.abs));
      for (const i of [0, 1] as const) expect(Math.abs(second!.to[i] - after[i])).toBeLessThan(2 ** -22 * size);
    }
  });

  test('of the first step have a momentum only with Nesterov, whose velocity is new', () => {
    const length = (trace: Trace): number => Math.hypot(...vectorAt(trace, 1, 'update.momentum_term'));
    expect(length(momentum)).toBe(0);
    expect(length(nesterov)).toBeGreaterThan(0.1);
  });

  test('of plain descent are one', () => {
    const arrows = stepArrows(plain, 5);
    expect(arrows.map(({ part }) => part)).toEqual(['gradient_term']);
    const after = vectorAt(plain, 5, '');
    arrows[0]!.to.forEach((value, i) => expect(value).toBeCloseTo(after[i]!, 6));
  });

  test('are none at the start and after the end', () => {
    for (const step of [0, -1, momentum.steps + 1]) expect(stepArrows(momentum, step)).toEqual([]);
  });
});

describe('Sutskever’s iterate', () => {
  test('is w − momentum · velocity of a Nesterov run', () => {
    for (const step of [1, 2, 50, nesterov.steps]) {
      const [w, velocity] = [vectorAt(nesterov, step, ''), vectorAt(nesterov, step, 'update.velocity')];
      const theta = sutskeverIterate(nesterov, step)!;
      for (const i of [0, 1] as const) expect(theta[i]).toBeCloseTo(w[i] - 0.9 * velocity[i], 6);
    }
  });

  test('is none of other runs, nor before the first step or after the last', () => {
    expect(sutskeverIterate(plain, 5)).toBeUndefined();
    expect(sutskeverIterate(momentum, 5)).toBeUndefined();
    for (const step of [0, nesterov.steps + 1]) expect(sutskeverIterate(nesterov, step)).toBeUndefined();
  });
});

describe('the step that passes nearest to a pixel', () => {
  test('is found within reach', () => {
    const trace = traceInPixels([[10, 10], [100, 10], [100, 90]]); // prettier-ignore
    const other = traceInPixels([[10, 50], [20, 50]]); // prettier-ignore
    expect(nearestStep([trace], frame, 55, 14, 12)).toBe(1);
    expect(nearestStep([trace], frame, 97, 60, 12)).toBe(2);
    expect(nearestStep([trace], frame, 50, 50, 12)).toBeUndefined();
    expect(nearestStep([trace, other], frame, 14, 52, 12)).toBe(1);
    expect(nearestStep([traceInPixels([[7, 7]])], frame, 7, 7, 12)).toBeUndefined();
  });
});

test('dots mark the last sixty steps before the cursor that are in the picture', () => {
  const trace = traceInPixels(Array.from({ length: 200 }, (_, k) => [k < 150 ? 10 + k : 1e6, 20]));
  const dots = (step: number): number => stepDots(trace, frame, step).split('M').length - 1;
  expect(stepDots(trace, frame, 2)).toBe('M10 20h0M11 20h0');
  expect([dots(0), dots(100), dots(160), dots(400)]).toEqual([0, 60, 50, 0]);
});
