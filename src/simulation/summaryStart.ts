import { TOLERANCE } from '../experiment/outcome.ts';
import { createEvaluator } from '../formula/evaluate.ts';
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

/** One particle a cell, each with its own numbers of the sheet's two sides. */
export function startSummary(job: SheetJob, cells: Uint32Array): SummaryStart {
  const { surface, optimizer, across, up } = job;
  const options = [across, up].map(({ name }) => name).filter(name => name !== 'x' && name !== 'y');
  const plan = planOf(surface, optimizer, 'float32', options);
  const width = across.values.length;
  const own: Record<string, Float32Array> = {
    x: new Float32Array(cells.length).fill(job.start[0]),
    y: new Float32Array(cells.length).fill(job.start[1]),
    [across.name]: Float32Array.from(cells, cell => across.values[cell % width]!),
    [up.name]: Float32Array.from(cells, cell => up.values[Math.floor(cell / width)]!),
  };
  const uniforms = uniformsOf(plan, job);
  const host = hostOf(plan, job);
  const inputs: Record<string, number | Float32Array> = { call: 1, particle: Float32Array.from(cells.keys()) };
  plan.uniforms.forEach((name, i) => (inputs[name] = uniforms[i]!));
  plan.host.forEach((name, i) => (inputs[name] = host[i] ?? 0));
  Object.assign(inputs, own);

  const summary = summaryPlan(plan);
  const initial = createEvaluator(summary.initial, 'float32').run(inputs, cells.length);
  const state = new Float32Array(summary.state.length * cells.length);
  initial.forEach((values, channel) => state.set(values, channel * cells.length));
  plan.state.forEach((name, channel) => (inputs[name] = Float32Array.from(initial[channel]!)));
  const tolerances = tolerancesOf(plan, job, inputs, cells.length);
  const columns = new Map(options.map(name => [plan.uniforms.indexOf(name), own[name]!] as const));
  columns.set(summary.uniforms.indexOf(enough.slope), tolerances.slope);
  columns.set(summary.uniforms.indexOf(enough.loss), tolerances.loss);
  columns.delete(-1); // an option that no line reads
  return {
    input: {
      plan: summary,
      count: cells.length,
      state,
      uniforms: Float32Array.from([...uniforms, 0, 0]),
      columns,
      host,
    },
    x: own.x!,
    y: own.y!,
    enough: tolerances,
    extent: surface.domain[0][1] - surface.domain[0][0],
  };
}

/** TOLERANCE of the start's gradient, squared, and of its loss above the least that is known. */
function tolerancesOf(
  plan: Plan,
  { surface, parameters }: SheetJob,
  inputs: Readonly<Record<string, number | Float32Array>>,
  count: number,
): SummaryStart['enough'] {
  const slopes = ['gradient.g.x', 'gradient.g.y'].map(name => plan.values[plan.columns.indexOf(name)]!);
  const [loss, gx, gy] = createEvaluator([plan.loss, ...slopes], 'float32').run(inputs, count);
  const least = Math.min(...minimaOf(surface, parameters).map(({ loss: value }) => value));
  return {
    slope: Float32Array.from(gx!, (g, i) => TOLERANCE ** 2 * (g * g + gy![i]! * gy![i]!)),
    loss: Float32Array.from(loss!, value => (Number.isFinite(least) ? least + TOLERANCE * (value - least) : -Infinity)),
  };
}
