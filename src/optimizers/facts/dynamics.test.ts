import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contraction, descend, quadratic, type Slope } from './theory.ts';

const kinds = {
  heavyBall: (learning_rate: number, momentum: number) => ({ learning_rate, momentum }),
  nesterov: (learning_rate: number, momentum: number) => ({ learning_rate, momentum, nesterov: true }),
};
type Kind = keyof typeof kinds;

/** Momentum and learning rate that are best on a quadratic of curvatures 1 … κ. */
function tuned(kappa: number): readonly [alpha: number, beta: number] {
  const root = Math.sqrt(kappa);
  return [(2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2];
}

describe('how a mode swings (facts 5.1)', () => {
  /** How often the last 100 of 200 steps cross the minimum of ½w². */
  function crossings(kind: Kind, alpha: number, beta: number): 'never' | 'sometimes' | 'always' {
    const { w } = descend(kinds[kind](alpha, beta), quadratic(1), [1], 200);
    const late = w.slice(100).map(([x]) => Math.sign(x!));
    const crossed = late.filter((sign, t) => t > 0 && sign !== late[t - 1]).length;
    return crossed === 0 ? 'never' : crossed === 100 ? 'always' : 'sometimes';
  }
  const windows: Readonly<Record<Kind, (beta: number) => readonly [low: number, high: number]>> = {
    heavyBall: beta => [(1 - Math.sqrt(beta)) ** 2, (1 + Math.sqrt(beta)) ** 2],
    nesterov: beta => [((1 - beta) / (1 + beta)) ** 2, 1],
  };
  test.each(['heavyBall', 'nesterov'] as const)('F6: the window in which %s is under-damped', kind => {
    for (const beta of [0.5, 0.7]) {
      const [low, high] = windows[kind](beta);
      expect([low * 0.97, low * 1.05, high * 0.97, high * 1.005].map(alpha => crossings(kind, alpha, beta))).toEqual([
        'never',
        'sometimes',
        'sometimes',
        'always',
      ]);
      const rate = (alpha: number): number => contraction[kind](alpha, beta) ** 2 / beta;
      for (const alpha of [low * 1.01, (low + high) / 2, high * 0.99])
        expect(rate(alpha)).toBeCloseTo(kind === 'heavyBall' ? 1 : 1 - alpha, 12);
      for (const alpha of [low * 0.99, high * 1.01])
        expect(rate(alpha)).toBeGreaterThan(kind === 'heavyBall' ? 1.001 : Math.abs(1 - alpha) * 1.001);
    }
  });

  /** ‖Tᵏ‖ for k = 0 … steps, where T takes (w now, w before) a step further. */
  function growth(alpha: number, beta: number, lambda: number, steps: number): number[] {
    const options = kinds.heavyBall(alpha, beta);
    const rest = descend(options, quadratic(lambda), [1], steps).w.map(([w]) => w!);
    const push: Slope = (w, t) => w.map(x => (t === 0 ? -1 / alpha : lambda * x)); // from (0, 0) to (1, 0)
    const pushed = descend(options, push, [0], steps + 1).w.map(([w]) => w!);
    return rest.map((now, k) => {
      const before = k === 0 ? 1 : rest[k - 1]!;
      const [a, c] = [pushed[k + 1]!, pushed[k]!];
      const [b, d] = [now - a, before - c]; // from (1, 1) less (1, 0)
      const squares = a * a + b * b + c * c + d * d;
      return Math.sqrt((squares + Math.sqrt(Math.max(0, squares ** 2 - 4 * (a * d - b * c) ** 2))) / 2);
    });
  }

  test.each([
    [10, 1, '1.46'],
    [100, 5, '3.78'],
    [1000, 16, '11.66'],
  ])('F16: at κ = %d the best momentum first grows, to its peak at step %d: %s', (kappa, step, peak) => {
    const norms = [1, kappa].map(lambda => growth(...tuned(kappa), lambda, 200));
    const most = norms[0]!.map((norm, k) => Math.max(norm, norms[1]![k]!));
    expect(most[0]).toBeCloseTo(1, 12);
    expect(most.indexOf(Math.max(...most))).toBe(step);
    expect(most[step]!.toFixed(2)).toBe(peak);
    expect(most[200]).toBeLessThan(1);
  });

  test('F22: small steps follow ẍ + ((1 − β)/√α)ẋ + ∇f = 0, critical near β = 1 − 2√(αλ)', () => {
    const [damping, time] = [0.4, 10];
    const omega = Math.sqrt(1 - (damping / 2) ** 2);
    const oscillator = (t: number): number =>
      Math.exp((-damping * t) / 2) * (Math.cos(omega * t) + (damping / (2 * omega)) * Math.sin(omega * t));
    const distance = (kind: Kind, alpha: number): number => {
      const pace = Math.sqrt(alpha);
      const { w } = descend(kinds[kind](alpha, 1 - damping * pace), quadratic(1), [1], Math.round(time / pace));
      return Math.max(...w.map(([x], t) => Math.abs(x! - oscillator(t * pace))));
    };
    for (const kind of ['heavyBall', 'nesterov'] as const) {
      expect(distance(kind, 1e-4)).toBeLessThan(0.02);
      expect(distance(kind, 1e-4) / distance(kind, 2.5e-5)).toBeCloseTo(2, 1); // an error of order √α
    }
    const betas = Array.from({ length: 1000 }, (_, i) => i / 1000);
    const rate = (beta: number): number => contraction.heavyBall(0.01, beta);
    expect(betas.reduce((best, beta) => (rate(beta) < rate(best) ? beta : best))).toBeCloseTo(0.81, 3);
    expect(1 - 2 * Math.sqrt(0.01)).toBeCloseTo(0.8, 12);
  });
});

type Point = readonly [x: number, y: number];

/** The nearest point of a triangle whose corners turn left. */
function nearest(corners: readonly Point[], [x, y]: Point): Point {
  const onEdges = corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    const [dx, dy] = [bx - ax, by - ay];
    const outside = dx * (y - ay) - dy * (x - ax) < 0;
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return { outside, point: [ax + share * dx, ay + share * dy] as const };
  });
  if (!onEdges.some(({ outside }) => outside)) return [x, y];
  const far = ({ point }: { readonly point: Point }): number => Math.hypot(point[0] - x, point[1] - y);
  return onEdges.reduce((best, edge) => (far(edge) < far(best) ? edge : best)).point;
}

describe('limits of momentum (facts 5.2)', () => {
  /** Corners of C, so that the best momentum for μ = 1, L = κ walks round three points of the unit circle. */
  function triangle(kappa: number): Point[] {
    const [alpha, beta] = tuned(kappa);
    const at = (t: number): Point => [Math.cos((2 * Math.PI * t) / 3), Math.sin((2 * Math.PI * t) / 3)];
    const corner = (t: number, axis: 0 | 1): number =>
      (((1 + beta) * at(t)[axis] - at(t + 1)[axis] - beta * at(t - 1)[axis]) / alpha - at(t)[axis]) / (kappa - 1);
    return [0, 1, 2].map(t => [corner(t, 0), corner(t, 1)]);
  }
  /** The slope of ½‖x‖² + ((L − 1)/2)(‖x‖² − dist²(x, C)). */
  function slope(kappa: number): Slope {
    const corners = triangle(kappa);
    return ([x, y]) => {
      const [px, py] = nearest(corners, [x!, y!]);
      return [x! + (kappa - 1) * px, y! + (kappa - 1) * py];
    };
  }
  const length = (w: readonly number[]): number => Math.hypot(...w);

  test('F20: round a triangle the best momentum cycles for ever, and Nesterov’s arrives', () => {
    const corners = triangle(50).map(corner => corner.map(x => x.toFixed(6)));
    expect(corners).toEqual([
      ['0.760204', '-0.124974'],
      ['-0.271871', '0.720843'],
      ['-0.488333', '-0.595869'],
    ]);
    for (const kappa of [50, 100]) {
      const { w } = descend(kinds.heavyBall(...tuned(kappa)), slope(kappa), [1, 0], 3000);
      for (const t of [2998, 2999, 3000]) {
        expect(length(w[t]!)).toBeCloseTo(1, 9);
        w[t]!.forEach((x, i) => expect(x).toBeCloseTo(w[t - 3]![i]!, 9));
        expect(length(w[t]!.map((x, i) => x - w[t - 1]![i]!))).toBeCloseTo(Math.sqrt(3), 9);
      }
      const root = Math.sqrt(kappa);
      const ahead = descend(kinds.nesterov(1 / kappa, (root - 1) / (root + 1)), slope(kappa), [1, 0], 3000);
      expect(length(ahead.w[3000]!)).toBeLessThan(1e-9);
    }
    for (const kappa of [20, 30]) {
      const { w } = descend(kinds.heavyBall(...tuned(kappa)), slope(kappa), [1, 0], 3000);
      expect(length(w[3000]!)).toBeLessThan(1e-9);
    }
  });
});

/** Facts that no test of an optimizer can hold. */
const notTests: Readonly<Record<string, string>> = {
  F21: 'needs a momentum that changes from step to step, which no Keras optimizer has',
  F28: 'a reading: what averages and momentum each average',
  F29: 'an overlay for a plot: the triangle of stability',
  F30: 'rules for restarts, which no Keras optimizer has',
};

test('every fact from F1 to F30 has a test, or a reason', () => {
  const files = ['theory.test.ts', 'dynamics.test.ts', '../../simulation/facts.test.ts'];
  const text = files.map(file => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');
  const titles = [...text.matchAll(/\(['`]((?:F\d+(?:, )?)+):/g)].map(([, title]) => title!).join();
  const tested = new Set([...titles.matchAll(/F\d+/g)].map(([fact]) => fact));
  const facts = Array.from({ length: 30 }, (_, i) => `F${i + 1}`);
  expect(facts.filter(fact => !tested.has(fact))).toEqual(Object.keys(notTests));
});
