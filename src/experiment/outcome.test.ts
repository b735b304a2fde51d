import { describe, expect, test } from 'vitest';
import { exactGradient } from '../optimizers/gradientSource.ts';
import { heldFor, outcomeOf, period } from './outcome.ts';
import type { Trace } from './trace.ts';

const EXTENT = 4;

/** A trace through these points: w moves, loss and gradient as given for each w (a call records the gradient before it). */
function traceThrough(
  points: readonly (readonly [x: number, y: number])[],
  loss: (x: number, y: number) => number,
  gradient: (x: number, y: number) => readonly [number, number],
  divergedAt: number | null = null,
): Trace {
  const rows = points.flatMap(([x, y], k) => [
    x,
    y,
    loss(x, y),
    ...(k === 0 ? [NaN, NaN] : gradient(...points[k - 1]!)),
  ]);
  return {
    columns: ['x', 'y', 'loss', 'gradient.g.x', 'gradient.g.y'],
    rows: Float32Array.from(rows),
    steps: points.length - 1,
    divergedAt,
  };
}

const bowl = (x: number, y: number): number => (x * x + y * y) / 2;
const halving = (steps: number): [number, number][] => Array.from({ length: steps + 1 }, (_, k) => [2 ** -k, 0]);
const inBowl = (points: [number, number][]): Trace => traceThrough(points, bowl, (x, y) => [x, y]);

describe('converged', () => {
  test('from the step on which the loss is a millionth of the start’s, where the minimum is known', () => {
    expect(outcomeOf(inBowl(halving(40)), 0, EXTENT)).toEqual({
      kind: 'converged',
      stepsToTolerance: 10, // 4^-10 < 1e-6
      finalLoss: 2 ** -81,
      pathLength: 1 - 2 ** -40,
      gradientEvaluations: 40,
    });
  });

  test('from the step on which the gradient is, where it is not', () => {
    expect(outcomeOf(inBowl(halving(40)), null, EXTENT)).toMatchObject({ kind: 'converged', stepsToTolerance: 20 });
    expect(outcomeOf(inBowl(halving(12)), null, EXTENT)).toMatchObject({ kind: 'moving', stepsToTolerance: null });
  });

  test('only if the tolerance holds to the end', () => {
    const passing: [number, number][] = [...halving(20), [0.5, 0], [0.25, 0]];
    expect(outcomeOf(inBowl(passing), 0, EXTENT)).toMatchObject({ kind: 'moving', stepsToTolerance: null });
    const again = [...passing, ...halving(30).slice(3)];
    expect(outcomeOf(inBowl(again), 0, EXTENT)).toMatchObject({ kind: 'converged', stepsToTolerance: 30 });
  });

  test('only if it held for a while, where gradients are noisy', () => {
    const held = heldFor({ ...exactGradient, noise: 0.1 });
    expect(held).toBe(heldFor({ ...exactGradient, batch: 8 }));
    expect(heldFor(exactGradient)).toBe(0);
    const lucky = inBowl([...halving(3), [2 ** -30, 0]]);
    expect(outcomeOf(lucky, 0, EXTENT)).toMatchObject({ kind: 'converged', stepsToTolerance: 4 });
    expect(outcomeOf(lucky, 0, EXTENT, held)).toMatchObject({ kind: 'moving', stepsToTolerance: null });
    expect(outcomeOf(inBowl(halving(10 + held)), 0, EXTENT, held)).toMatchObject({
      kind: 'converged',
      stepsToTolerance: 10,
    });
    expect(outcomeOf(inBowl(halving(9 + held)), 0, EXTENT, held)).toMatchObject({ kind: 'moving' });
  });

  test('not by resting elsewhere, where no tolerance is met: that has a word of its own', () => {
    const resting: [number, number][] = [
      ...halving(3),
      ...Array.from({ length: 16 }, (): [number, number] => [0.125, 0]),
    ];
    expect(outcomeOf(inBowl(resting), 0, EXTENT)).toMatchObject({ kind: 'resting', stepsToTolerance: null });
    expect(outcomeOf(inBowl(resting.slice(0, -4)), 0, EXTENT)).toMatchObject({ kind: 'moving' });
  });

  test('not on a saddle, where the loss falls for ever', () => {
    const leaving: [number, number][] = Array.from({ length: 40 }, (_, k) => [0.5 ** k, 1e-6 * 1.5 ** k]);
    const saddle = traceThrough(
      leaving,
      (x, y) => x * x - y * y,
      (x, y) => [2 * x, -2 * y],
    );
    expect(outcomeOf(saddle, null, EXTENT)).toMatchObject({ kind: 'moving', stepsToTolerance: null });
  });
});

describe('cycling', () => {
  /** Lessard, Recht and Packard's exact cycle of heavy ball on a strongly convex function (facts F19). */
  const cycle = [792 / 1225, -2208 / 1225, 2592 / 1225];
  const slope = (x: number): number => (x < 1 ? 25 * x : x < 2 ? x + 24 : 25 * x - 24);
  const height = (x: number): number =>
    x < 1 ? 12.5 * x ** 2 : x < 2 ? x ** 2 / 2 + 24 * x - 12 : 12.5 * x ** 2 - 24 * x + 36;
  const caught: [number, number][] = [3.3, ...Array.from({ length: 30 }, (_, k) => cycle[k % 3]!)].map(x => [x, 0]);
  const trace = traceThrough(caught, height, x => [slope(x), 0]);

  test('is Lessard’s run, whose minimum is known and never reached', () => {
    expect(outcomeOf(trace, 0, EXTENT)).toMatchObject({ kind: 'cycling', stepsToTolerance: null });
    // It is what the rule does: x + 4/9 of the last move − 1/9 of the slope.
    for (const k of [0, 1, 2]) {
      const [before, here, after] = [cycle[k]!, cycle[(k + 1) % 3]!, cycle[(k + 2) % 3]!];
      expect(here + (4 / 9) * (here - before) - slope(here) / 9).toBeCloseTo(after, 12);
    }
  });

  test('has the shortest period that repeats', () => {
    const x = caught.map(([at]) => at);
    expect(
      period(
        x,
        x.map(() => 0),
        EXTENT,
      ),
    ).toBe(3);
    const wave = Array.from({ length: 200 }, (_, k) => Math.cos((2 * Math.PI * (k % 64)) / 64));
    expect(period(wave, wave, EXTENT)).toBe(64);
    expect(period(wave.slice(0, 128), wave.slice(0, 128), EXTENT)).toBe(0); // not yet two periods
  });

  test('is neither rest nor a spiral', () => {
    const still = Array.from({ length: 200 }, () => 1);
    const spiral = Array.from({ length: 200 }, (_, k) => 0.99 ** k * (-1) ** k);
    expect(period(still, still, EXTENT)).toBe(0);
    expect(period(spiral, spiral, EXTENT)).toBe(0);
  });
});

describe('diverged', () => {
  test('counts the calls that it took, and reached no tolerance', () => {
    const away: [number, number][] = [1, -2, 4, -8].map(x => [x, 0]);
    const trace = traceThrough(away, bowl, (x, y) => [x, y], 4);
    expect(outcomeOf(trace, 0, EXTENT)).toEqual({
      kind: 'diverged',
      stepsToTolerance: null,
      finalLoss: 32,
      pathLength: 3 + 6 + 12,
      gradientEvaluations: 4,
    });
  });

  test('at the first call is diverged too', () => {
    const trace = traceThrough([[1, 0]], bowl, (x, y) => [x, y], 1);
    expect(outcomeOf(trace, 0, EXTENT)).toMatchObject({ kind: 'diverged', finalLoss: 0.5, gradientEvaluations: 1 });
  });
});
