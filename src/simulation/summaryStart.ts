import { TOLERANCE } from '../experiment/outcome.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import { dependence, inOrder, type Node } from '../formula/graph.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Arena } from './arena.ts';
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
/** Finds the values of some nodes for some cells, and puts each where it belongs. */
type Evaluation = (inputs: Readonly<Inputs>, count: number, into: readonly Float32Array[]) => void;

/** What all pieces of a sheet share. */
interface Common {
  readonly summary: Plan;
  readonly uniforms: readonly number[];
  readonly host: Float32Array;
  readonly inputs: Readonly<Record<string, number>>;
  readonly initial: Evaluation;
  /** The loss and gradient at the start. */
  readonly first: Evaluation;
  /** Whether cells differ in that. */
  readonly firstDiffers: boolean;
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
  const firstDiffers = dependsOn(first, new Set([...own, ...ofState]));
  return {
    summary,
    uniforms,
    host,
    inputs,
    initial: evaluation(summary.initial, dependsOn(summary.initial, own)),
    first: evaluation(first, firstDiffers),
    firstDiffers,
    least: Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss)),
  };
}

const dependsOn = (nodes: readonly Node[], names: ReadonlySet<string>): boolean =>
  dependence(inOrder(nodes), name => names.has(name)).size > 0;

/** `differs` says whether cells differ in the values: else one stands for all. */
function evaluation(nodes: readonly Node[], differs: boolean): Evaluation {
  const evaluator = createEvaluator(nodes, 'float32');
  if (differs)
    return (inputs, count, into) => evaluator.run(inputs, count).forEach((values, i) => into[i]!.set(values));
  return (inputs, _, into) => {
    const one = Object.entries(inputs).map(([name, value]) => [name, typeof value === 'number' ? value : value[0]!]);
    const values = evaluator.run(Object.fromEntries(one) as Record<string, number>, 1);
    values.forEach(([value], i) => into[i]!.fill(value!));
  };
}

/** One particle a cell, each with its own numbers of the sheet's two sides; all arrays are the arena's. */
export function startSummary(job: SheetJob, cells: Uint32Array, arena: Arena): SummaryStart {
  let common = commons.get(job);
  if (!common) commons.set(job, (common = commonOf(job)));
  const { summary, uniforms, host, initial, first, firstDiffers, least } = common;
  const { across, up, start, surface } = job;
  const count = cells.length;
  const own: Record<string, Float32Array> = {
    x: arena.floats(count).fill(start[0]),
    y: arena.floats(count).fill(start[1]),
    [across.name]: arena.floats(count),
    [up.name]: arena.floats(count),
  };
  const [columns, rows, width] = [own[across.name]!, own[up.name]!, across.values.length];
  const particle = arena.floats(count);
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    columns[i] = across.values[cell % width]!;
    rows[i] = up.values[Math.floor(cell / width)]!;
    particle[i] = i;
  }
  const inputs: Inputs = { ...common.inputs, ...own, particle };
  const state = arena.floats(summary.state.length * count);
  const channels = summary.state.map((_, place) => state.subarray(place * count, (place + 1) * count));
  initial(inputs, count, channels);
  summary.state.forEach((name, place) => (inputs[name] = channels[place]!));
  const judged = firstDiffers ? count : 1;
  const [loss, gx, gy] = [0, 0, 0].map(() => arena.floats(judged)) as [Float32Array, Float32Array, Float32Array];
  first(inputs, count, [loss, gx, gy]);
  const limits = { slope: arena.floats(count), loss: arena.floats(count) };
  // TOLERANCE of the start's gradient, squared, and of its loss above the least that is known.
  for (let i = 0; i < judged; i++) {
    limits.slope[i] = TOLERANCE ** 2 * (gx[i]! * gx[i]! + gy[i]! * gy[i]!);
    limits.loss[i] = Number.isFinite(least) ? least + TOLERANCE * (loss[i]! - least) : -Infinity;
  }
  if (!firstDiffers) for (const list of [limits.slope, limits.loss]) list.fill(list[0]!);
  const differing: Readonly<Record<string, Float32Array>> = {
    ...own,
    ...(firstDiffers && { [enough.slope]: limits.slope, [enough.loss]: limits.loss }),
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
      arena,
    },
    x: own.x!,
    y: own.y!,
    enough: limits,
    extent: surface.domain[0][1] - surface.domain[0][0],
  };
}
