import { describe, expect, test } from 'vitest';
import { Optimizer, Variable, type OptimizerOptions } from '../index.ts';
import { ruleNamed } from '../pipeline.ts';
import { contraction, descend, normals, quadratic, variance, type Slope } from './theory.ts';

const heavyBall = (learning_rate: number, momentum: number) => ({ learning_rate, momentum });
const nesterov = (learning_rate: number, momentum: number) => ({ learning_rate, momentum, nesterov: true });
const kinds = { heavyBall, nesterov };
const shares = [0.1, 0.5, 0.9];

/** ρ as measured: how fast (w, v) of ½w² shrinks over many steps. */
function measured(kind: keyof typeof kinds, alpha: number, beta: number): number {
  const { w } = descend(kinds[kind](alpha, beta), quadratic(1), [1], 400);
  const size = (t: number): number => Math.max(...Array.from({ length: 100 }, (_, i) => Math.abs(w[t + i]![0]!)));
  return (size(300) / size(100)) ** (1 / 200);
}
/** Steps until |w| stays under 1e-6, from 1. */
function stepsTo(
  options: ReturnType<typeof heavyBall> | { learning_rate: number },
  curvatures: readonly number[],
): number {
  const { w } = descend(
    options,
    quadratic(...curvatures),
    curvatures.map(() => 1),
    900,
  );
  return w.findLastIndex(row => Math.max(...row.map(Math.abs)) > 1e-6) + 1;
}

describe('quadratics (facts 5.1)', () => {
  test('K8: the first Nesterov step is 1 + β times as long as the first momentum step', () => {
    expect(descend(heavyBall(0.1, 0.9), quadratic(1), [1], 1).w[1]![0]).toBeCloseTo(0.9, 14);
    expect(descend(nesterov(0.1, 0.9), quadratic(1), [1], 1).w[1]![0]).toBeCloseTo(1 - 0.19, 14);
  });

  test('F3, F4, F5: the measured rate is the larger root of the characteristic polynomial', () => {
    for (const beta of [0.5, 0.7])
      for (const alpha of [0.3, 0.8])
        for (const kind of ['heavyBall', 'nesterov'] as const)
          expect(measured(kind, alpha, beta)).toBeCloseTo(contraction[kind](alpha, beta), 2);
    expect(contraction.heavyBall(0.3, 0.7)).toBeCloseTo(Math.sqrt(0.7), 12);
  });

  test('F1, F7: stability ends at αλ = 2, 2 + 2β and (2 + 2β)/(1 + 2β)', () => {
    const limits = {
      heavyBall: (beta: number) => 2 + 2 * beta,
      nesterov: (beta: number) => (2 + 2 * beta) / (1 + 2 * beta),
    };
    for (const kind of ['heavyBall', 'nesterov'] as const)
      for (const beta of [0, ...shares, 0.99]) {
        const end = (alpha: number): number =>
          Math.abs(descend(kinds[kind](alpha, beta), quadratic(1), [1], 2000).w.at(-1)![0]!);
        const limit = limits[kind](beta);
        expect(contraction[kind](limit, beta)).toBeCloseTo(1, 12);
        expect(end(limit * 1.02), `${kind} ${beta}`).toBeGreaterThan(1);
        if (beta < 0.99) expect(end(limit * 0.98), `${kind} ${beta}`).toBeLessThan(1);
      }
    expect(Math.abs(descend(heavyBall(2, 0.9), quadratic(1), [1], 200).w[200]![0]!)).toBeLessThan(1e-4);
    expect(Math.abs(descend(nesterov(2, 0.9), quadratic(1), [1], 30).w[30]![0]!)).toBeGreaterThan(1e10);
  });

  test('F8: critical momentum is (1 − √αλ)² and (1 − √αλ)/(1 + √αλ)', () => {
    const root = Math.sqrt(0.1);
    const least = (kind: keyof typeof contraction): number => {
      const betas = Array.from({ length: 2000 }, (_, i) => i / 2000);
      return betas.reduce((best, beta) => (contraction[kind](0.1, beta) < contraction[kind](0.1, best) ? beta : best));
    };
    expect(least('heavyBall')).toBeCloseTo((1 - root) ** 2, 3);
    expect(least('nesterov')).toBeCloseTo((1 - root) / (1 + root), 3);
  });

  test('F9: Nesterov is momentum with β(1 − αλ) in each eigendirection, on θ', () => {
    for (const lambda of [0.3, 1]) {
      const [alpha, beta] = [0.2, 0.9];
      const ahead = descend(nesterov(alpha, beta), quadratic(lambda), [1], 50);
      const ball = descend(heavyBall(alpha, beta * (1 - alpha * lambda)), quadratic(lambda), [1], 50);
      ahead.w.forEach(([w], t) => expect(w! - beta * ahead.v[t]![0]!).toBeCloseTo(ball.w[t]![0]!, 14));
    }
  });

  test('F11: the (1 − β) form is momentum at α(1 − β)', () => {
    const opt = new Optimizer(ruleNamed('AveragedMomentum'), { learning_rate: 1, momentum: 0.9, floatx: 'float64' });
    const variable = new Variable([1], { dtype: 'float64' });
    const { w } = descend(heavyBall(0.1, 0.9), quadratic(1), [1], 50);
    for (let t = 1; t <= 50; t++) {
      opt.apply([Array.from(variable.value)], [variable]);
      expect(variable.value[0]).toBeCloseTo(w[t]![0]!, 14);
    }
  });

  test('F12: PyTorch’s SGD is the same until the learning rate falls; the gap is then (α_old − α_new)·β·b', () => {
    const variable = new Variable([1], { dtype: 'float64' });
    const keras = new Variable([1], { dtype: 'float64' });
    const torch = new Optimizer(ruleNamed('TorchSGD'), { learning_rate: 0.1, momentum: 0.9, floatx: 'float64' });
    const opt = new Optimizer(ruleNamed('SGD'), { learning_rate: 0.1, momentum: 0.9, floatx: 'float64' });
    const step = (): number => {
      torch.apply([Array.from(variable.value)], [variable]);
      opt.apply([Array.from(keras.value)], [keras]);
      return Math.abs(variable.value[0]! - keras.value[0]!);
    };
    for (let t = 0; t < 10; t++) expect(step()).toBeLessThan(1e-14);
    const buffer = torch.getSlot(variable, 'buffer').value[0]!;
    torch.learning_rate = 0.01;
    opt.learning_rate = 0.01;
    expect(step()).toBeCloseTo(Math.abs((0.1 - 0.01) * 0.9 * buffer), 12);
  });

  test('F2, F13: the tuned race at κ = 100 takes 691, 95, 135 and 157 steps', () => {
    const root = Math.sqrt(3 * 100 + 1);
    const found = [
      stepsTo({ learning_rate: 2 / 101 }, [1, 100]),
      stepsTo(heavyBall((2 / 11) ** 2, (9 / 11) ** 2), [1, 100]),
      stepsTo(nesterov(4 / 301, (root - 2) / (root + 2)), [1, 100]),
      stepsTo(nesterov(1 / 100, 9 / 11), [1, 100]),
    ];
    expect(found).toEqual([691, 95, 135, 157]);
  });

  test('F14: the period of the swing', () => {
    for (const kind of ['heavyBall', 'nesterov'] as const) {
      const [alpha, beta] = [0.02, 0.95];
      const { w } = descend(kinds[kind](alpha, beta), quadratic(1), [1], 400);
      const signs = w.map(([x]) => Math.sign(x!));
      const crossings = signs.flatMap((sign, t) => (t > 0 && sign !== signs[t - 1] ? [t] : []));
      const half = (crossings.at(-1)! - crossings[0]!) / (crossings.length - 1);
      const cosine =
        kind === 'heavyBall'
          ? (1 + beta - alpha) / (2 * Math.sqrt(beta))
          : ((1 + beta) * Math.sqrt(1 - alpha)) / (2 * Math.sqrt(beta));
      expect(half).toBeCloseTo(Math.PI / Math.acos(cosine), 0);
    }
  });

  test('F15: αλ = 1 ends a mode under Nesterov in two steps, exactly', () => {
    const { w } = descend(nesterov(1, 0.9), quadratic(1), [1], 3);
    expect(w[1]![0]).toBeCloseTo(-0.9, 14);
    expect(Math.abs(w[2]![0]!)).toBeLessThan(1e-15);
  });

  test('F17: a saddle is left in 145, 52 and 46 steps', () => {
    const steps = (options: OptimizerOptions): number => {
      const { w } = descend(options, quadratic(-1), [1e-6], 200);
      return w.findIndex(([x]) => Math.abs(x!) >= 1);
    };
    expect([steps({ learning_rate: 0.1 }), steps(heavyBall(0.1, 0.9)), steps(nesterov(0.1, 0.9))]).toEqual([
      145, 52, 46,
    ]);
  });

  test('F18: f(w) + (β/2α)|Δw|² never rises under momentum if α ≤ 2(1 − β)/L', () => {
    const [low, high, beta] = [1, 9, 0.7];
    const alpha = (2 * (1 - beta)) / high;
    const { w } = descend(heavyBall(alpha, beta), quadratic(low, high), [2, -1.3], 300);
    const energy = (t: number): number =>
      (low * w[t]![0]! ** 2 + high * w[t]![1]! ** 2) / 2 +
      (beta / (2 * alpha)) * Math.hypot(w[t]![0]! - w[t - 1]![0]!, w[t]![1]! - w[t - 1]![1]!) ** 2;
    for (let t = 2; t <= 300; t++) expect(energy(t)).toBeLessThanOrEqual(energy(t - 1) * (1 + 1e-12));
  });
});

describe('limits of momentum (facts 5.2)', () => {
  const lessard: Slope = w => w.map(x => (x < 1 ? 25 * x : x < 2 ? x + 24 : 25 * x - 24));
  test('F19: momentum tuned for quadratics falls into the exact cycle 792/1225, −2208/1225, 2592/1225', () => {
    const { w } = descend(heavyBall(1 / 9, 4 / 9), lessard, [3.3], 600);
    const last = w
      .slice(-3)
      .map(([x]) => x! * 1225)
      .toSorted((a, b) => a - b);
    [-2208, 792, 2592].forEach((value, i) => expect(last[i]).toBeCloseTo(value, 6));
    expect(Math.abs(descend({ learning_rate: 2 / 26 }, lessard, [3.3], 600).w.at(-1)![0]!)).toBeLessThan(1e-6);
    expect(Math.abs(descend(nesterov(1 / 25, 2 / 3), lessard, [3.3], 600).w.at(-1)![0]!)).toBeLessThan(1e-6);
  });

  test('F23: on a constant slope |v| → αg/(1 − β), and coasting takes βv/(1 − β) further', () => {
    const push: Slope = (w, t) => w.map(() => (t < 400 ? 1 : 0));
    const { w, v } = descend(heavyBall(0.01, 0.9), push, [0], 900);
    expect(v[400]![0]).toBeCloseTo(-0.1, 12);
    expect(v[10]![0]).toBeCloseTo(-0.1 * (1 - 0.9 ** 10), 12);
    expect(w[900]![0]! - w[400]![0]!).toBeCloseTo((0.9 * -0.1) / 0.1, 10);
  });
});

describe('noise, decay, clipping, averages (facts 5.3)', () => {
  const [alpha, beta, lambda, lanes] = [0.1, 0.9, 1, 3000];
  /** Stationary variance over many problems with noisy gradients. */
  function settled(options: OptimizerOptions, read: (w: number, v: number) => number): number {
    const noise = normals(5);
    const { w, v } = descend(options, x => x.map(value => lambda * value + noise()), Array<number>(lanes).fill(0), 120);
    return variance(w[120]!.map((value, i) => read(value, v[120]![i]!)));
  }
  const near = (value: number, expected: number, share = 0.08): void => {
    expect(value / expected).toBeGreaterThan(1 - share);
    expect(value / expected).toBeLessThan(1 + share);
  };

  test('F24: the noise cloud of momentum, of Nesterov’s w and of its θ', () => {
    const expected = [
      (alpha * (1 + beta)) / (lambda * (1 - beta) * (2 * (1 + beta) - alpha * lambda)),
      (alpha * (1 + beta + alpha * beta * lambda + 2 * alpha * beta ** 2 * lambda)) /
        (lambda * (1 - beta + alpha * beta * lambda) * (2 + 2 * beta - alpha * lambda * (1 + 2 * beta))),
      (alpha * (1 + beta - alpha * beta * lambda)) /
        (lambda * (1 - beta + alpha * beta * lambda) * (2 + 2 * beta - alpha * lambda * (1 + 2 * beta))),
    ];
    expect(expected.map(value => value.toFixed(4))).toEqual(['0.5135', '0.3218', '0.2706']);
    near(
      settled(heavyBall(alpha, beta), w => w),
      expected[0]!,
    );
    near(
      settled(nesterov(alpha, beta), w => w),
      expected[1]!,
    );
    near(
      settled(nesterov(alpha, beta), (w, v) => w - beta * v),
      expected[2]!,
    );
  });

  test('F25: weight decay settles at λc/(λ + (1 − β)ω), not where an L2 penalty does', () => {
    const [target, decay] = [2, 0.5];
    for (const kind of [heavyBall, nesterov]) {
      const { w } = descend(
        { ...kind(0.01, beta), weight_decay: decay },
        x => x.map(value => value - target),
        [0],
        6000,
      );
      expect(w.at(-1)![0]).toBeCloseTo(target / (1 + (1 - beta) * decay), 4);
    }
    const torch = new Optimizer(ruleNamed('TorchSGD'), {
      learning_rate: 0.01,
      momentum: 0.9,
      weight_decay: decay,
      floatx: 'float64',
    });
    const variable = new Variable([0], { dtype: 'float64' });
    for (let t = 0; t < 6000; t++) torch.apply([[variable.value[0]! - target]], [variable]);
    expect(variable.value[0]).toBeCloseTo(target / (1 + decay), 4);
  });

  test('F26: clipnorm bounds the velocity by αc/(1 − β)', () => {
    const noise = normals(3);
    const { v } = descend({ ...heavyBall(0.1, 0.9), clipnorm: 2 }, w => w.map(() => 1000 * noise()), [0, 0], 300);
    const bound = (0.1 * 2) / (1 - 0.9);
    for (const row of v) expect(Math.hypot(...row)).toBeLessThanOrEqual(bound * (1 + 1e-12));
    expect(
      Math.hypot(...descend({ ...heavyBall(0.1, 0.9), clipnorm: 2 }, w => w.map(() => 1000), [0, 0], 300).v.at(-1)!),
    ).toBeCloseTo(bound, 9);
  });

  test('F27: an average of plain SGD’s iterates has (1 − γ)/(1 + γ)·(1 + γρ)/(1 − γρ) of their variance', () => {
    const [gamma, rho] = [0.95, 1 - alpha * lambda];
    const noise = normals(11);
    const variable = new Variable(Array<number>(lanes).fill(0), { dtype: 'float64' });
    const opt = new Optimizer(ruleNamed('SGD'), {
      learning_rate: alpha,
      use_ema: true,
      ema_momentum: gamma,
      floatx: 'float64',
    });
    for (let t = 0; t < 150; t++) opt.apply([Array.from(variable.value, w => lambda * w + noise())], [variable]);
    const plain = alpha / (lambda * (2 - alpha * lambda));
    near(variance(Array.from(variable.value)), plain);
    near(
      variance(Array.from(opt.getSlot(variable, 'average').value)),
      (plain * ((1 - gamma) / (1 + gamma)) * (1 + gamma * rho)) / (1 - gamma * rho),
    );
  });

  test('F24e: accumulating k gradients divides their variance by k', () => {
    const noise = normals(9);
    const variable = new Variable(Array<number>(lanes).fill(0), { dtype: 'float64' });
    const opt = new Optimizer(ruleNamed('SGD'), {
      learning_rate: -1,
      gradient_accumulation_steps: 4,
      floatx: 'float64',
    });
    for (let t = 0; t < 4; t++) opt.apply([Array.from(variable.value, noise)], [variable]);
    near(variance(Array.from(variable.value)), 0.25);
  });
});
