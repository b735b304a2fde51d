import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { rules } from '../optimizers/rules/index.ts';
import type { Config, Serialized } from '../optimizers/rules/rule.ts';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { defaultParameters } from '../surfaces/loss.ts';
import { rosenbrock } from '../surfaces/rosenbrock.ts';
import type { Surface } from '../surfaces/surface.ts';
import { initialState } from './engine.ts';
import { hostOf, uniformsOf, type Job } from './job.ts';
import { loops } from './loops.ts';
import { planOf, type Plan } from './plan.ts';
import { requestGpu } from './testing/gpu.ts';
import { createGpuSwarm } from './webgpu.ts';

const STEPS = 20;
const TOLERANCE = 1e-5;
const TRIED = 48; // starts
const LEAST = 16; // of them that are compared

interface Case {
  readonly optimizer?: string;
  readonly options?: Config;
  readonly extra?: Omit<OptimizerConfig, 'optimizer' | 'config'>;
  /** Numbers go beyond float32 on the way, which float64 would not notice. */
  readonly overflows?: boolean;
}

const schedule: Serialized = {
  class_name: 'ExponentialDecay',
  config: { initial_learning_rate: 0.0005, decay_steps: 7, decay_rate: 0.8 },
};
const constraint = (class_name: string, config: Config = {}): Case => ({
  extra: { constraint: { class_name, config } },
});
const nesterov = { momentum: 0.9, nesterov: true };
const layouts = ['scalars', 'row', 'column'] as const;

/** SGD with each thing that can be switched on, and other rules with what changes their lines. */
const variants: Readonly<Record<string, Case>> = {
  momentum: { options: { momentum: 0.9 } },
  nesterov: { options: nesterov },
  weight_decay: { options: { weight_decay: 0.3 } },
  'weight_decay, y excluded': { options: { weight_decay: 0.3 }, extra: { layout: 'scalars', exclude: ['y'] } },
  clipnorm: { options: { ...nesterov, clipnorm: 20 } },
  'clipnorm on scalars': { options: { clipnorm: 20 }, extra: { layout: 'scalars' } },
  global_clipnorm: { options: { momentum: 0.9, global_clipnorm: 20 } },
  'global_clipnorm on scalars': { options: { global_clipnorm: 20 }, extra: { layout: 'scalars' } },
  clipvalue: { options: { momentum: 0.9, clipvalue: 10 } },
  average: { options: { use_ema: true, ema_momentum: 0.8 } },
  'average, overwriting': { options: { use_ema: true, ema_momentum: 0.8, ema_overwrite_frequency: 3 } },
  loss_scale_factor: { options: { momentum: 0.9, loss_scale_factor: 3 } },
  accumulation: { options: { momentum: 0.9, gradient_accumulation_steps: 3 } },
  'accumulation per micro-step': {
    options: { gradient_accumulation_steps: 2, clipnorm: 20, weight_decay: 0.1 },
    extra: { accumulation: 'per_micro_step' },
  },
  schedule: { options: { ...nesterov, learning_rate: schedule } },
  NonNeg: constraint('NonNeg'),
  MaxNorm: constraint('MaxNorm', { max_value: 1.5 }),
  UnitNorm: constraint('UnitNorm'),
  MinMaxNorm: constraint('MinMaxNorm', { min_value: 0.5, max_value: 1.5, rate: 0.5 }),
  'all of these': {
    options: {
      ...nesterov,
      learning_rate: schedule,
      weight_decay: 0.1,
      clipnorm: 20,
      loss_scale_factor: 4,
      gradient_accumulation_steps: 2,
      use_ema: true,
      ema_momentum: 0.8,
      ema_overwrite_frequency: 2,
    },
    extra: { layout: 'scalars', constraint: { class_name: 'MaxNorm', config: { max_value: 4 } } },
  },
  'legacy, decay': { options: { decay: 0.1, momentum: 0.9, clipvalue: 20 }, extra: { dialect: 'legacy' } },
  'typed rule': {
    options: { beta: 0.8 },
    extra: { lines: 'm = beta * m + (1 - beta) * g; n = max(n, norm(g)); w = w - learning_rate * m / (1 + n / 100)' },
  },
  'Adam, amsgrad': { optimizer: 'Adam', options: { amsgrad: true } },
  'Adam, schedule, decay': { optimizer: 'Adam', options: { learning_rate: schedule, weight_decay: 0.1 } },
  'RMSprop, centered': { optimizer: 'RMSprop', options: { centered: true, momentum: 0.5 } },
  'Ftrl, regularized': {
    optimizer: 'Ftrl',
    options: {
      beta: 0.1,
      l1_regularization_strength: 0.1,
      l2_regularization_strength: 0.1,
      l2_shrinkage_regularization_strength: 0.05,
    },
  },
  'Lamb on scalars': { optimizer: 'Lamb', extra: { layout: 'scalars' } },
  'ScheduleFreeAdamW, warmup': { optimizer: 'ScheduleFreeAdamW', options: { warmup_steps: 8 } },
  'LossScaleOptimizer, growing': {
    optimizer: 'LossScaleOptimizer',
    options: { ...nesterov, initial_scale: 1024, dynamic_growth_steps: 4 },
  },
  'LossScaleOptimizer, overflowing': {
    optimizer: 'LossScaleOptimizer',
    options: { ...nesterov, learning_rate: schedule, initial_scale: 2 ** 127 },
    overflows: true,
  },
  'TorchSGD, nesterov': { optimizer: 'TorchSGD', options: { ...nesterov, weight_decay: 0.1 } },
  'TorchSGD, dampening': { optimizer: 'TorchSGD', options: { momentum: 0.9, dampening: 0.3 } },
  'OptaxSGD, nesterov': { optimizer: 'OptaxSGD', options: nesterov },
};

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(Object.keys(rules).map(optimizer => [optimizer, { optimizer }])),
  ...variants,
  ...Object.fromEntries(
    ['SGD', 'Adafactor', 'Muon'].flatMap(optimizer =>
      layouts.map(layout => [`${optimizer}, ${layout}`, { optimizer, extra: { layout } }] as const),
    ),
  ),
};

/** Rules whose steps grow with the gradient: a quarter of the surface's usual rate suits starts all over it. */
const descents: ReadonlySet<string> = new Set(
  'SGD LossScaleOptimizer TorchSGD OptaxSGD SutskeverNesterov AveragedMomentum'.split(' '),
);

function jobOf(surface: Surface, { optimizer = 'SGD', options, extra }: Case): Omit<Job, 'starts'> {
  const learning_rate = descents.has(optimizer) ? surface.learningRate / 4 : 0.02;
  return {
    surface,
    parameters: defaultParameters(surface),
    optimizer: run({ learning_rate, ...options }, optimizer, extra),
    steps: STEPS,
    record: 'trace',
  };
}

/** Starts all over the domain, the same ones on every run (M. Roberts's R2 sequence). */
const startsOn = ({ domain }: Surface): [number, number][] =>
  Array.from({ length: TRIED }, (_, i) => {
    const place = (axis: 0 | 1, share: number): number =>
      Math.fround(domain[axis][0] + (domain[axis][1] - domain[axis][0]) * ((0.5 + i * share) % 1));
    return [place(0, 0.7548776662466927), place(1, 0.5698402909980532)];
  });

/** What all particles of a job share. */
interface Given {
  readonly uniforms: Float32Array;
  readonly host: Float32Array;
}

/** From a state to the state after all steps, and the loss there; NaN where the run diverges. */
function runner(plan: Plan, { uniforms, host }: Given): (state: Float32Array) => number[] {
  const stepper = loops.compile(plan);
  const rows = new Float32Array((STEPS + 1) * plan.columns.length);
  return state => {
    const moved = state.slice();
    const diverged = stepper.steps(moved, uniforms, rows, 0, STEPS, host) > 0;
    const last = [...moved, stepper.loss(moved, uniforms)];
    return diverged ? last.map(() => NaN) : last;
  };
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...b.map((value, i) => Math.abs(a[i]! - value) / Math.max(1, Math.abs(value))));

/** The states and losses of particles after all steps on the GPU, as `runner` has them. */
async function gpuEnds(plan: Plan, { uniforms, host }: Given, states: readonly Float32Array[]): Promise<number[][]> {
  const count = states.length;
  const state = Float32Array.from(
    { length: count * plan.state.length },
    (_, i) => states[i % count]![Math.floor(i / count)]!,
  );
  const swarm = await createGpuSwarm(device, { plan, count, state, uniforms, columns: new Map(), host });
  await swarm.play(STEPS);
  const channels = await swarm.read([...plan.state, 'loss']);
  swarm.dispose();
  return states.map((_, i) => channels.map(channel => channel[i]!));
}

let device: GPUDevice;

beforeAll(async () => {
  device = await requestGpu();
});

describe.each([rosenbrock, himmelblau])('20 steps in WGSL end where the loops do, on $name', surface => {
  test.each(Object.entries(cases))('%s', async (_, each) => {
    const common = jobOf(surface, each);
    const plan = planOf(surface, common.optimizer);
    const job = { ...common, starts: [] };
    const given = { uniforms: Float32Array.from(uniformsOf(plan, job)), host: hostOf(plan, job) };
    const stateAt = (x: number, y: number): Float32Array => initialState(plan, [x, y], given.uniforms, given.host);

    const endOf = runner(plan, given);
    const exactEndOf = runner(planOf(surface, common.optimizer, 'float64'), given);

    // No sign or comparison is on edge where neither rounding nor a nudge of the start changes the end by much.
    const runs = startsOn(surface).map(([x, y]) => {
      const last = endOf(stateAt(x, y));
      const nudged = [2 ** -23, -(2 ** -23)].map(nudge => endOf(stateAt(x * (1 + nudge), y * (1 - nudge))));
      const others = each.overflows ? nudged : [exactEndOf(stateAt(x, y)), ...nudged];
      const spread = Math.max(...others.map(other => distance(other, last)));
      return { start: [x, y] as const, last, spread };
    });
    const steady = runs.filter(({ spread }) => spread < TOLERANCE / 2);
    expect(steady.length).toBeGreaterThanOrEqual(LEAST);
    const ends = await gpuEnds(
      plan,
      given,
      steady.map(({ start: [x, y] }) => stateAt(x, y)),
    );
    const errors = steady.map(({ last }, i) => distance(ends[i]!, last));
    for (const error of errors) expect(error).toBeLessThanOrEqual(TOLERANCE);
  });
});
