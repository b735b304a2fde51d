import { period, REST_STEPS, TOLERANCE, type Outcome } from '../experiment/outcome.ts';
import { createEvaluator, openProgram } from '../formula/evaluate.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { hostOf, uniformsOf } from './job.ts';
import { planOf, type Plan } from './plan.ts';
import { emptySummaries, endings, type Piece, type SheetJob, type Summaries } from './sheet.ts';

const LANES = 1024;
const KEPT = 129; // last points of each path: two periods of 64 calls
const CALLS_AT_ONCE = 8;
const codeOf = (kind: Outcome['kind']): number => endings.indexOf(kind);

/** Runs the cells of a piece to the job's last step; null where `pause`, awaited every few milliseconds, says to stop. */
export async function summarise(
  job: SheetJob,
  { cells }: Piece,
  pause?: () => Promise<boolean>,
): Promise<Summaries | null> {
  const plan = planOf(job.surface, job.optimizer);
  const found = emptySummaries(cells.length);
  for (let from = 0; from < cells.length; from += LANES) {
    const run = startLanes(plan, job, cells.subarray(from, from + LANES));
    for (let k = 0; k < job.steps; k += CALLS_AT_ONCE) {
      run.advance(Math.min(job.steps, k + CALLS_AT_ONCE));
      if (pause && !(await pause())) return null;
    }
    run.write(found, from);
  }
  return found;
}

/** Some cells side by side on the array evaluator. */
function startLanes(plan: Plan, job: SheetJob, cells: Uint32Array) {
  const lanes = cells.length;
  const { surface, parameters, steps } = job;
  const least = Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss));
  const extent = surface.domain[0][1] - surface.domain[0][0];
  const columns = new Map<string, Float32Array>(
    ([job.across, job.up] as const).map(({ name, values }, side) => [
      name,
      Float32Array.from(cells, cell => {
        const width = job.across.values.length;
        return values[side === 0 ? cell % width : Math.floor(cell / width)]!;
      }),
    ]),
  );
  const host = hostOf(plan, job);
  const given: Record<string, number | Float32Array> = { x: job.start[0], y: job.start[1] };
  uniformsOf(plan, job).forEach((value, i) => (given[plan.uniforms[i]!] = value));
  plan.host.forEach((name, i) => (given[name] = host[i]!));
  for (const [name, column] of columns) given[name] = column;

  const program = openProgram(
    [...plan.next, ...slopes(plan), plan.values[plan.columns.indexOf('loss')]!],
    plan.precision,
    lanes,
  );
  const input = (name: string): Float32Array | undefined => program.inputs.get(name) as Float32Array | undefined;
  const fill = (name: string, value: number | Float32Array): void =>
    void (typeof value === 'number' ? input(name)?.fill(value) : input(name)?.set(value));
  for (const [name, value] of Object.entries(given)) fill(name, value);
  const state = createEvaluator(plan.initial, plan.precision)
    .run(given, lanes)
    .map(column => Float32Array.from(column));
  const loss = Float32Array.from(
    createEvaluator([plan.loss], plan.precision).run({ ...given, x: state[0]!, y: state[1]! }, lanes)[0]!,
  );
  const next = plan.next.length;
  const outputs = program.outputs as readonly Float32Array[];
  const [slopeX, slopeY, newLoss] = [outputs[next]!, outputs[next + 1]!, outputs[next + 2]!];
  const firstLoss = Float32Array.from(loss);
  const firstSlope = new Float64Array(lanes);
  const path = [0, 1].map(() => new Float32Array(KEPT * lanes)); // point k in row k mod KEPT
  path.forEach((rows, axis) => rows.set(state[axis]!));
  const settled = new Uint16Array(lanes); // from this step on the tolerance was met
  const divergedAt = new Uint16Array(lanes);
  const moved = new Uint8Array(lanes);
  let k = 0;
  const met = (lane: number, slope: number, value: number): boolean =>
    slope <= TOLERANCE * firstSlope[lane]! || value - least <= TOLERANCE * (firstLoss[lane]! - least);

  return {
    advance(to: number): void {
      for (; k < to; k++) {
        state.forEach((column, i) => input(plan.state[i]!)?.set(column));
        plan.host.forEach((name, i) => fill(name, host[k * plan.host.length + i]!));
        program.compute();
        for (let lane = 0; lane < lanes; lane++) {
          if (divergedAt[lane]) continue;
          const slope = Math.hypot(slopeX[lane]!, slopeY[lane]!);
          if (k === 0) firstSlope[lane] = slope;
          if (!met(lane, slope, loss[lane]!)) settled[lane] = k + 1;
          let finite = Number.isFinite(newLoss[lane]);
          for (let i = 0; i < next; i++) finite &&= Number.isFinite(outputs[i]![lane]);
          if (!finite) {
            divergedAt[lane] = k + 1;
            continue;
          }
          if (outputs[0]![lane] !== state[0]![lane] || outputs[1]![lane] !== state[1]![lane]) moved[lane] = 1;
          for (let i = 0; i < next; i++) state[i]![lane] = outputs[i]![lane]!;
          loss[lane] = newLoss[lane]!;
          if (k + 1 === steps && !met(lane, slope, loss[lane]!)) settled[lane] = steps + 1;
        }
        path.forEach((rows, axis) => rows.set(state[axis]!, ((k + 1) % KEPT) * lanes));
      }
    },
    write(found: Summaries, from: number): void {
      for (let lane = 0; lane < lanes; lane++) {
        const kind = kindOf(lane);
        found.ending[from + lane] = codeOf(kind);
        found.steps[from + lane] =
          kind === 'diverged' ? divergedAt[lane]! : kind === 'converged' ? settled[lane]! : steps;
        found.loss[from + lane] = loss[lane]!;
        found.x[from + lane] = state[0]![lane]!;
        found.y[from + lane] = state[1]![lane]!;
      }
    },
  };

  function kindOf(lane: number): Outcome['kind'] {
    if (divergedAt[lane]) return 'diverged';
    if (!moved[lane]) return 'unmoved';
    if (settled[lane]! <= steps) return 'converged';
    const count = Math.min(KEPT, steps + 1);
    const [x, y] = path.map(rows =>
      Float32Array.from({ length: count }, (_, i) => rows[((steps - count + 1 + i) % KEPT) * lanes + lane]!),
    ) as [Float32Array, Float32Array];
    const rests = (list: Float32Array): boolean =>
      list.subarray(-REST_STEPS).every(value => Math.abs(value - list[count - 1]!) <= 1e-6 * extent);
    if (steps >= REST_STEPS && rests(x) && rests(y)) return 'resting';
    return period(x, y, extent) > 0 ? 'cycling' : 'moving';
  }
}

/** The gradient that a call takes, of x and of y. */
const slopes = (plan: Plan) => ['x', 'y'].map(name => plan.values[plan.columns.indexOf(`gradient.g.${name}`)]!);
