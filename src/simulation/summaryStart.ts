import { TOLERANCE } from '../experiment/outcome.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import { dependence, inOrder, type Node } from '../formula/graph.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { hostOf, uniformsOf } from './job.ts';
import { planOf, type Plan } from './plan.ts';
import type { SheetJob } from './sheet.ts';
import type { SwarmInput } from './swarm.ts';
import { enough, summaryPlan } from './summaryPlan.ts';

/** The cells of a sheet as particles before their first call. */
export interface SummaryStart {
  readonly input: SwarmInput;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** What |g|² and the loss of each must come under to have converged. */
  readonly enough: { readonly slope: Float32Array; readonly loss: Float32Array };
  /** The size of the domain. */
  readonly extent: number;
}

type Inputs = Record<string, number | Float32Array>;
/** Finds the values of some nodes for some cells. */
interface Evaluation {
  /** Whether cells differ in them. */
  readonly differs: boolean;
  run(inputs: Readonly<Inputs>, count: number): Float32Array[];
}

/** What all pieces of a sheet share. */
interface Common {
  readonly summary: Plan;
  readonly uniforms: readonly number[];
  readonly host: Float32Array;
  readonly inputs: Readonly<Record<string, number>>;
  readonly initial: Evaluation;
  /** The loss and gradient at the start. */
  readonly first: Evaluation;
  /** The least loss that is known; Infinity where none is. */
  readonly least: number;
}

const commons = new WeakMap<SheetJob, Common>();

function commonOf(job: SheetJob): Common {
  const { surface, optimizer, parameters, across, up } = job;
  const names = [across.name, up.name];
  const plan = planOf(
    surface,
    optimizer,
    'float32',
    names.filter(name => name !== 'x' && name !== 'y'),
  );
  const summary = summaryPlan(plan);
  const uniforms = uniformsOf(plan, job);
  const host = hostOf(plan, job);
  const inputs: Record<string, number> = { call: 1, x: job.start[0], y: job.start[1] };
  plan.uniforms.forEach((name, i) => (inputs[name] = uniforms[i]!));
  plan.host.forEach((name, i) => (inputs[name] = host[i] ?? 0));
  const own = new Set([...names, 'particle']);
  const ofState = new Set(plan.state.filter((_, i) => dependsOn([plan.initial[i]!], own)));
  const first = [plan.loss, ...['x', 'y'].map(axis => plan.values[plan.columns.indexOf(`gradient.g.${axis}`)]!)];
  return {
    summary,
    uniforms,
    host,
    inputs,
    initial: evaluation(summary.initial, dependsOn(summary.initial, own)),
    first: evaluation(first, dependsOn(first, new Set([...own, ...ofState]))),
    least: Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss)),
  };
}

const dependsOn = (nodes: readonly Node[], names: ReadonlySet<string>): boolean =>
  dependence(inOrder(nodes), name => names.has(name)).size > 0;

function evaluation(nodes: readonly Node[], differs: boolean): Evaluation {
  const evaluator = createEvaluator(nodes, 'float32');
  return {
    differs,
    run(inputs, count) {
      if (differs) return evaluator.run(inputs, count) as Float32Array[];
      const one = Object.entries(inputs).map(([name, value]) => [name, typeof value === 'number' ? value : value[0]!]);
      const values = evaluator.run(Object.fromEntries(one) as Record<string, number>, 1);
      return values.map(([value]) => new Float32Array(count).fill(value!));
    },
  };
}

/** One particle a cell, each with its own numbers of the sheet's two sides. */
export function startSummary(job: SheetJob, cells: Uint32Array): SummaryStart {
  let common = commons.get(job);
  if (!common) commons.set(job, (common = commonOf(job)));
  const { summary, uniforms, host, initial, first, least } = common;
  const { across, up, start, surface } = job;
  const count = cells.length;
  const own: Record<string, Float32Array> = {
    x: new Float32Array(count).fill(start[0]),
    y: new Float32Array(count).fill(start[1]),
    [across.name]: new Float32Array(count),
    [up.name]: new Float32Array(count),
  };
  const [columns, rows, width] = [own[across.name]!, own[up.name]!, across.values.length];
  const particle = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    columns[i] = across.values[cell % width]!;
    rows[i] = up.values[Math.floor(cell / width)]!;
    particle[i] = i;
  }
  const inputs: Inputs = { ...common.inputs, ...own, particle };
  const state = new Float32Array(summary.state.length * count);
  initial.run(inputs, count).forEach((values, channel) => {
    state.set(values, channel * count);
    inputs[summary.state[channel]!] = state.subarray(channel * count, (channel + 1) * count);
  });
  const [loss, gx, gy] = first.run(inputs, count) as [Float32Array, Float32Array, Float32Array];
  const limits = { slope: new Float32Array(count), loss: new Float32Array(count).fill(-Infinity) };
  // TOLERANCE of the start's gradient, squared, and of its loss above the least that is known.
  for (let i = 0; i < count; i++) {
    limits.slope[i] = TOLERANCE ** 2 * (gx[i]! * gx[i]! + gy[i]! * gy[i]!);
    if (Number.isFinite(least)) limits.loss[i] = least + TOLERANCE * (loss[i]! - least);
  }
  const differing: Readonly<Record<string, Float32Array>> = {
    ...own,
    ...(first.differs && { [enough.slope]: limits.slope, [enough.loss]: limits.loss }),
  };
  const given = summary.uniforms.map((name, i) => [i, differing[name]] as const);
  return {
    input: {
      plan: summary,
      count,
      state,
      uniforms: Float32Array.from([...uniforms, limits.slope[0]!, limits.loss[0]!]),
      columns: new Map(given.filter((entry): entry is [number, Float32Array] => entry[1] !== undefined)),
      host,
    },
    x: own.x!,
    y: own.y!,
    enough: limits,
    extent: surface.domain[0][1] - surface.domain[0][0],
  };
}
