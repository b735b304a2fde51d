import { describe, expect, test } from 'vitest';
import { openingOf, run } from '../experiment/experiment.ts';
import { columnOf, vectorAt, type Trace } from '../experiment/trace.ts';
import type { Config } from '../optimizers/rules/rule.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { createEngine } from './engine.ts';
import { traceJobs } from './job.ts';

// What theory says of these rules, through the engine and in its float32. α: learning rate, β: momentum, λ: curvature.

type Options = Partial<Config>;
interface Course {
  readonly surface?: string;
  readonly kappa?: number;
  readonly start?: readonly [number, number];
  readonly steps: number;
}

/** One trace a run. The ravine lies straight: curvature 1 along x, κ along y. */
async function play({ surface = 'ravine', kappa = 1, start, steps }: Course, ...runs: Options[]): Promise<Trace[]> {
  const usual = openingOf(surfaceNamed(surface)!);
  const parameters = surface === 'ravine' ? { kappa, rotation: 0 } : usual.parameters;
  const jobs = traceJobs({
    ...usual,
    parameters,
    start: start ?? usual.start,
    steps,
    runs: runs.map(each => run(each)),
  });
  return (await createEngine().trace(jobs))!.traces;
}
const nesterov = (learning_rate: number, momentum: number): Options => ({ learning_rate, momentum, nesterov: true });
const heavyBall = (learning_rate: number, momentum: number): Options => ({ learning_rate, momentum });

/** w_k w_{k+2} − w_{k+1}²: a recurrence with complex roots z multiplies it by |z|² each step, whatever its phase. */
const casorati = (w: Float64Array, k: number): number => w[k]! * w[k + 2]! - w[k + 1]! ** 2;

describe('K8: the first step from rest', () => {
  test.each(['ravine', 'rosenbrock', 'himmelblau'])('is 1 + β times as long with Nesterov, on %s', async surface => {
    const traces = await play({ surface, steps: 1 }, heavyBall(0.001, 0.9), nesterov(0.001, 0.9));
    const [x, y] = vectorAt(traces[0]!, 0, '');
    const length = (trace: Trace): number => Math.hypot(...vectorAt(trace, 1, '').map((w, i) => w - (i ? y : x)));
    expect(length(traces[1]!) / length(traces[0]!)).toBeCloseTo(1.9, 3);
  });
});

describe('F5: an under-damped run', () => {
  test.each([0.5, 0.7, 0.9])('shrinks by √β a step, with Nesterov by √(β(1 − αλ)); β = %d', async beta => {
    const traces = await play({ steps: 40, start: [1, 0] }, heavyBall(0.3, beta), nesterov(0.3, beta));
    [beta, beta * (1 - 0.3)].forEach((square, i) => {
      const x = columnOf(traces[i]!, 'x');
      for (const k of [0, 7, 30]) expect(casorati(x, k + 1) / casorati(x, k)).toBeCloseTo(square, 4);
    });
  });
});

describe('F7: the greatest stable αλ', () => {
  const limits: [string, number, number, (alpha: number, beta: number) => Options][] = [
    ['plain', 0, 2, heavyBall],
    ['momentum', 0.5, 3, heavyBall],
    ['momentum', 0.9, 3.8, heavyBall],
    ['Nesterov', 0.5, 3 / 2, nesterov],
    ['Nesterov', 0.9, 3.8 / 2.8, nesterov],
    ['Nesterov', 0.99, 3.98 / 2.98, nesterov],
  ];
  test.each(limits)('%s, β = %d: %d; just below converges, just above does not', async (_, beta, limit, options) => {
    const [below, above] = await play(
      { steps: 2000, start: [1, 0] },
      options(0.995 * limit, beta),
      options(1.005 * limit, beta),
    );
    expect(Math.abs(vectorAt(below!, 2000, '')[0])).toBeLessThan(1e-3);
    expect(Math.max(...columnOf(above!, 'x').map(Math.abs))).toBeGreaterThan(1e3);
  });
});

describe('F8: the critical β at αλ = 0.1', () => {
  const root = Math.sqrt(0.1);
  const cases: [string, number, (alpha: number, beta: number) => Options][] = [
    ['momentum', (1 - root) ** 2, heavyBall],
    ['Nesterov', (1 - root) / (1 + root), nesterov],
  ];
  test.each(cases)('of %s is %d: less creeps, more swings, and it alone is fastest', async (_, beta, options) => {
    const steps = 60;
    const runs = [-0.03, 0, 0.03].map(change => options(0.1, beta + change));
    const [less, just, more] = (await play({ steps, start: [1, 0] }, ...runs)).map(trace => columnOf(trace, 'x'));
    expect(less!.every(x => x > 0) && just!.every(x => x > 0)).toBe(true);
    expect(more!.some(x => x < 0)).toBe(true);
    // Slower than the double root r by less than its polynomial factor; creeping is slower by far.
    const rate = 1 - root;
    expect(just![steps]! / (rate ** steps * steps)).toBeLessThan(2);
    expect(less![steps]! / just![steps]!).toBeGreaterThan(10);
  });
});

describe('F9, F10: Keras’s Nesterov is Sutskever’s', () => {
  /** f = (x² + y − 11)² + (x + y² − 7)² */
  const himmelblau = (x: number, y: number): [number, number] => [
    4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
    2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
  ];

  test('θ = w − β·velocity follows v ← βv − α∇f(θ + βv), θ ← θ + v; w is the point looked ahead to', async () => {
    const [alpha, beta, steps] = [0.002, 0.9, 150];
    const [trace] = await play({ surface: 'himmelblau', start: [-2, 2.5], steps }, nesterov(alpha, beta));
    let theta = [-2, 2.5];
    let v = [0, 0];
    for (let k = 1; k <= steps; k++) {
      const ahead = theta.map((t, i) => t + beta * v[i]!) as [number, number];
      const gradient = himmelblau(...ahead);
      v = v.map((each, i) => beta * each - alpha * gradient[i]!);
      theta = theta.map((t, i) => t + v[i]!);
      const [w, velocity, g] = ['', 'update.velocity', 'gradient.g'].map(name => vectorAt(trace!, k, name));
      for (const i of [0, 1]) {
        expect(w![i]! - beta * velocity![i]!).toBeCloseTo(theta[i]!, 4);
        expect(velocity![i]!).toBeCloseTo(v[i]!, 4);
        expect(Math.abs(g![i]! - gradient[i]!)).toBeLessThan(2e-3);
      }
    }
  });

  test('and so, along a curvature, the heavy ball with momentum β(1 − αλ)', async () => {
    const [alpha, beta, steps] = [0.25, 0.9, 60];
    const [ours, ball] = await play(
      { steps, start: [1, 0] },
      nesterov(alpha, beta),
      heavyBall(alpha, beta * (1 - alpha)),
    );
    for (let k = 1; k <= steps; k++) {
      const theta = vectorAt(ours!, k, '')[0] - beta * vectorAt(ours!, k, 'update.velocity')[0];
      expect(theta).toBeCloseTo(vectorAt(ball!, k, '')[0], 5);
    }
  });
});

describe('F2, F13: the tuned race at κ = 100', () => {
  test('to 1e-6 in every mode from 1: plain 691, momentum 95, Nesterov 135, at 1/L 157', async () => {
    const root = Math.sqrt(301);
    const traces = await play(
      { kappa: 100, start: [1, 1], steps: 1000 },
      { learning_rate: 2 / 101 },
      heavyBall(4 / 121, (9 / 11) ** 2),
      nesterov(4 / 301, (root - 2) / (root + 2)),
      nesterov(0.01, 9 / 11),
    );
    // The first step after which max(|x|, |y|) stays at most 1e-6.
    const arrivals = traces.map(trace => {
      const y = columnOf(trace, 'y');
      return columnOf(trace, 'x').findLastIndex((x, k) => Math.max(Math.abs(x), Math.abs(y[k]!)) > 1e-6) + 1;
    });
    expect(arrivals).toEqual([691, 95, 135, 157]);
  });
});

describe('F15: αλ = 1', () => {
  test('stills an axis under Nesterov in two steps: −β, then 0; momentum rings on by √β a step', async () => {
    const beta = 0.875;
    const [still, ringing] = await play(
      { kappa: 16, start: [3, 1], steps: 30 },
      nesterov(1 / 16, beta),
      heavyBall(1 / 16, beta),
    );
    expect([...columnOf(still!, 'y').subarray(0, 4)].map(Math.abs)).toEqual([1, beta, 0, 0]);
    expect(columnOf(still!, 'y')[1]).toBe(-beta);
    const y = columnOf(ringing!, 'y');
    expect(casorati(y, 20) / casorati(y, 19)).toBeCloseTo(beta, 4);
  });
});

describe('F17: leaving a saddle of curvature −λ, αλ = 0.1', () => {
  test('grows 1.1, 1.3162 and 1.3644 times a step, and takes 145, 52 and 46 from 1e-6 to 1', async () => {
    const traces = await play(
      { surface: 'saddle', start: [0, 1e-6], steps: 150 },
      { learning_rate: 0.05 },
      heavyBall(0.05, 0.9),
      nesterov(0.05, 0.9),
    );
    const heights = traces.map(trace => columnOf(trace, 'y'));
    expect(heights.map(y => y.findIndex(value => value >= 1))).toEqual([145, 52, 46]);
    const growth = heights.map(y => Number((y[100]! / y[99]!).toFixed(4)));
    expect(growth).toEqual([1.1, 1.3162, 1.3644]);
  });
});

describe('F18: the energy f + β/(2α)·|last step|²', () => {
  const steps = 300;
  async function rises(alpha: number, beta: number): Promise<number> {
    const [trace] = await play({ kappa: 20, start: [-2.8, 1.6], steps }, heavyBall(alpha, beta));
    const [x, y] = [columnOf(trace!, 'x'), columnOf(trace!, 'y')];
    const energy = columnOf(trace!, 'loss').map((f, k) => {
      const move = k > 0 ? (x[k]! - x[k - 1]!) ** 2 + (y[k]! - y[k - 1]!) ** 2 : 0;
      return f + (beta / (2 * alpha)) * move;
    });
    return energy.filter((each, k) => k > 0 && each > energy[k - 1]! * (1 + 1e-5) + 1e-30).length;
  }

  test('never rises while α ≤ 2(1 − β)/λ, and does beyond', async () => {
    for (const beta of [0.5, 0.9]) expect(await rises((2 * (1 - beta)) / 20, beta)).toBe(0);
    expect(await rises(0.15, 0.9)).toBeGreaterThan(0);
  });
});

describe('F19: Lessard’s curve under momentum at its best constants for κ = 25', () => {
  const cycle = [792 / 1225, -2208 / 1225, 2592 / 1225];

  test.each([2.8, 3.07, 3.2, 3.46, 5.5])('is caught in the cycle of three from %d', async x0 => {
    const [trace] = await play({ surface: 'lessard', start: [x0, 0], steps: 400 }, heavyBall(1 / 9, 4 / 9));
    const end = [...columnOf(trace!, 'x').subarray(-3)];
    const first = end.findIndex(x => Math.abs(x - cycle[0]!) < 0.1);
    cycle.forEach((x, i) => expect(end[(first + i) % 3]).toBeCloseTo(x, 5));
    expect([...columnOf(trace!, 'y')].every(y => y === 0)).toBe(true);
  });

  test('plain descent and Nesterov arrive', async () => {
    const course = { surface: 'lessard', start: [3.3, 0], steps: 200 } as const;
    for (const trace of await play(course, { learning_rate: 2 / 26 }, nesterov(1 / 25, 2 / 3)))
      expect(Math.abs(vectorAt(trace, 200, '')[0])).toBeLessThan(1e-6);
  });
});

describe('F20: the triangle under momentum at its best constants for κ = 50', () => {
  const root = Math.sqrt(50);

  test('circles at |w| = 1 to step 3000; Nesterov and plain descent arrive', async () => {
    const course = { surface: 'triangle', start: [1, 0], steps: 3000 } as const;
    const best = heavyBall((2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2);
    const [circling, ...others] = await play(course, best, nesterov(1 / 50, (root - 1) / (root + 1)), {
      learning_rate: 2 / 51,
    });
    for (const k of [100, 101, 102, 1000, 3000]) expect(Math.hypot(...vectorAt(circling!, k, ''))).toBeCloseTo(1, 4);
    for (const trace of others) expect(Math.hypot(...vectorAt(trace, 3000, ''))).toBeLessThan(1e-6);
  });
});

describe('the double well from 1 at α = 0.02', () => {
  test('β = 0 ends in the near hollow, β from 0.9 on in the far one', async () => {
    const course = { surface: 'double_well', steps: 2000 };
    const fast = [0.9, 0.95, 0.97].flatMap(beta => [heavyBall(0.02, beta), nesterov(0.02, beta)]);
    const [plain, ...others] = await play(course, { learning_rate: 0.02 }, ...fast);
    expect(vectorAt(plain!, 2000, '')[0]).toBeCloseTo(0.439443, 6);
    for (const trace of others) expect(vectorAt(trace, 2000, '')[0]).toBeCloseTo(-0.544017, 6);
  });
});
