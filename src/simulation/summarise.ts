import { period, REST_STEPS, TOLERANCE } from '../experiment/outcome.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { array } from './array.ts';
import type { Stepper } from './backend.ts';
import { hostOf, uniformsOf } from './job.ts';
import { loops } from './loops.ts';
import { planOf, type Plan } from './plan.ts';
import { emptySummaries, endings, type Ending, type Piece, type SheetJob, type Summaries } from './sheet.ts';
import { cellRun } from './sheetJobs.ts';

const CELLS_AT_ONCE = 16;
const codeOf = (kind: Ending): number => endings.indexOf(kind);

/**
 * Runs the cells of a piece to the job's last step, in strict float32: each ends as the same run ends among the compared
 * ones. Null where `pause`, awaited every few milliseconds, says to stop.
 */
export async function summarise(
  job: SheetJob,
  { cells }: Piece,
  pause?: () => Promise<boolean>,
): Promise<Summaries | null> {
  const cellAt = startCells(job, cells);
  const found = emptySummaries(cells.length);
  for (let i = 0; i < cells.length; i++) {
    if (i % CELLS_AT_ONCE === 0 && pause && !(await pause())) return null;
    const { kind, at, loss, x, y } = cellAt(i);
    found.ending[i] = codeOf(kind);
    found.steps[i] = at;
    found.loss[i] = loss;
    found.x[i] = x;
    found.y[i] = y;
  }
  return found;
}

/** How a cell ended, and at which step. */
interface CellEnd {
  readonly kind: Ending;
  readonly at: number;
  readonly loss: number;
  readonly x: number;
  readonly y: number;
}

function startCells(job: SheetJob, cells: Uint32Array): (i: number) => CellEnd {
  const { steps } = job;
  const plan = planOf(job.surface, job.optimizer);
  const stepper = compiled(plan);
  const numbers = numbersOf(plan, job, cells);
  const rows = new Float32Array((steps + 1) * plan.columns.length);
  const state = new Float32Array(plan.state.length);
  const judge = createJudge(plan, job, rows);
  return i => {
    const { uniforms, host } = numbers.of(i);
    numbers.initial.forEach((column, channel) => (state[channel] = column[i]!));
    rows.set([state[0]!, state[1]!, stepper.loss(state, uniforms)]);
    return judge(stepper.steps(state, uniforms, rows, 0, steps, host));
  };
}

/** Generated code where it may be had; else the array evaluator, which gives the same bits. */
function compiled(plan: Plan): Stepper {
  try {
    return loops.compile(plan);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    return array.compile(plan);
  }
}

/** The numbers in which cells differ: uniforms, host values, and the state before the first call. */
function numbersOf(plan: Plan, job: SheetJob, cells: Uint32Array) {
  const width = job.across.values.length;
  const place = (i: number): readonly [column: number, row: number] => [
    cells[i]! % width,
    Math.floor(cells[i]! / width),
  ];
  const uniforms = Float32Array.from(uniformsOf(plan, job));
  const sides = ([job.across, job.up] as const).map(({ name }) => plan.uniforms.indexOf(name));
  const common = hostOf(plan, job);
  const hostOfCell = (i: number): Float32Array =>
    plan.host.length === 0 || job.across.name === 'x'
      ? common
      : hostOf(plan, { optimizer: cellRun(job, ...place(i)), steps: job.steps });
  const of = (i: number): { readonly uniforms: Float32Array; readonly host: Float32Array } => {
    const [column, row] = place(i);
    if (sides[0]! >= 0) uniforms[sides[0]!] = job.across.values[column]!;
    if (sides[1]! >= 0) uniforms[sides[1]!] = job.up.values[row]!;
    return { uniforms, host: hostOfCell(i) };
  };
  const inputs: Record<string, number | Float32Array> = { x: job.start[0], y: job.start[1] };
  plan.uniforms.forEach((name, i) => (inputs[name] = uniforms[i]!));
  plan.host.forEach((name, i) => (inputs[name] = common[i]!));
  inputs[job.across.name] = Float32Array.from(cells, (_, i) => job.across.values[place(i)[0]]!);
  inputs[job.up.name] = Float32Array.from(cells, (_, i) => job.up.values[place(i)[1]]!);
  const initial = createEvaluator(plan.initial, plan.precision).run(inputs, cells.length);
  return { of, initial };
}

/** Says how the run that stands in `rows` ended, by the definitions of experiment/outcome.ts. */
function createJudge({ columns }: Plan, { surface, parameters, steps }: SheetJob, rows: Float32Array) {
  const width = columns.length;
  const least = Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss));
  const extent = surface.domain[0][1] - surface.domain[0][0];
  const [slopeX, slopeY] = ['x', 'y'].map(name => columns.indexOf(`gradient.g.${name}`)) as [number, number];
  const slopeAt = (k: number): number => Math.sqrt(rows[k * width + slopeX]! ** 2 + rows[k * width + slopeY]! ** 2);
  const tail = (axis: 0 | 1): Float32Array => {
    const count = Math.min(129, steps + 1); // two periods of 64 calls
    return Float32Array.from({ length: count }, (_, i) => rows[(steps + 1 - count + i) * width + axis]!);
  };

  /** The step from which on the tolerance was met. */
  function settledFrom(): number {
    const enough = { slope: TOLERANCE * slopeAt(1), loss: least + TOLERANCE * (rows[2]! - least) };
    for (let k = steps; k >= 0; k--)
      if (!(slopeAt(Math.min(k + 1, steps)) <= enough.slope || rows[k * width + 2]! <= enough.loss)) return k + 1;
    return 0;
  }
  function kindOf(settled: number): Ending {
    const rests = (axis: 0 | 1, back: number): boolean => {
      const end = rows[steps * width + axis]!;
      const apart = back < steps ? 1e-6 * extent : 0;
      for (let k = steps - back; k < steps; k++) if (!(Math.abs(rows[k * width + axis]! - end) <= apart)) return false;
      return true;
    };
    if (rests(0, steps) && rests(1, steps)) return 'unmoved';
    if (settled <= steps) return 'converged';
    if (steps >= REST_STEPS && rests(0, REST_STEPS - 1) && rests(1, REST_STEPS - 1)) return 'resting';
    return period(tail(0), tail(1), extent) > 0 ? 'cycling' : 'moving';
  }
  return (divergedAt: number): CellEnd => {
    const end = (divergedAt > 0 ? divergedAt - 1 : steps) * width;
    const [x, y, loss] = [rows[end]!, rows[end + 1]!, rows[end + 2]!];
    if (divergedAt > 0) return { kind: 'diverged', at: divergedAt, loss, x, y };
    const settled = settledFrom();
    const kind = kindOf(settled);
    return { kind, at: kind === 'converged' ? settled : steps, loss, x, y };
  };
}
