import { period, REST_STEPS } from '../experiment/outcome.ts';
import { createSwarm } from './createSwarm.ts';
import { kernelOf } from './kernelOf.ts';
import { emptySummaries, endings, type Ending, type Piece, type SheetJob, type Summaries } from './sheet.ts';
import { startSummary, type SummaryStart } from './summaryStart.ts';
import { summaryState } from './summaryPlan.ts';

const TAIL = 128; // calls at the end in which a cycle of up to 64 shows itself twice
const codeOf = (kind: Ending): number => endings.indexOf(kind);

/**
 * Runs the cells of a piece to the job's last step and says how each ended, by the definitions of experiment/outcome.ts. The
 * arithmetic is the crowd's: a cell on a watershed may end otherwise than the same run among the compared ones. Null where
 * `pause`, awaited every few milliseconds, says to stop.
 */
export async function summarise(
  job: SheetJob,
  { cells }: Piece,
  pause?: () => Promise<boolean>,
): Promise<Summaries | null> {
  const start = startSummary(job, cells);
  const { input, enough } = start;
  const swarm = await createSwarm(input);
  try {
    const tail = Math.max(0, job.steps - TAIL);
    await swarm.play(tail, pause);
    if (swarm.step < tail) return null;
    const state = await swarm.read(input.plan.state);
    await swarm.play(job.steps, pause);
    if (swarm.step < job.steps) return null;
    const names = ['x', 'y', 'loss', ...Object.values(summaryState)];
    const [x, y, loss, unmet, divergedAt, slope, lastLoss] = (await swarm.read(names)) as Seven;
    const found: Summaries = { ...emptySummaries(cells.length), x, y };
    const undecided: number[] = [];
    for (let i = 0; i < cells.length; i++) {
      const broken = divergedAt[i] !== 0 || !Number.isFinite(loss[i]! + x[i]! + y[i]!);
      const met = slope[i]! <= enough.slope[i]! || loss[i]! <= enough.loss[i]!;
      const settled = met ? unmet[i]! + 1 : job.steps + 1;
      const still = x[i] === start.x[i] && y[i] === start.y[i];
      const kind = broken ? 'diverged' : still ? 'unmoved' : settled <= job.steps ? 'converged' : 'moving';
      if (kind === 'moving') undecided.push(i);
      found.ending[i] = codeOf(kind);
      found.steps[i] = broken ? divergedAt[i] || job.steps : kind === 'converged' ? settled : job.steps;
      found.loss[i] = broken ? lastLoss[i]! : loss[i]!;
    }
    const ends = await endsOf(undecided, start, state, tail, job, pause);
    if (!ends) return null;
    undecided.forEach((cell, i) => (found.ending[cell] = codeOf(ends[i]!)));
    return found;
  } finally {
    swarm.dispose();
  }
}

type Seven = [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];

/** Plays the last calls of some cells again, from their `state` at call `from`, and looks whether they rest or go in circles. */
async function endsOf(
  cells: readonly number[],
  { input, extent }: SummaryStart,
  state: readonly Float32Array[],
  from: number,
  { steps }: SheetJob,
  pause?: () => Promise<boolean>,
): Promise<Ending[] | null> {
  const count = cells.length;
  if (count === 0) return [];
  const gathered = (values: Float32Array): Float32Array => Float32Array.from(cells, cell => values[cell]!);
  const own = new Float32Array(count * state.length);
  state.forEach((values, channel) => own.set(gathered(values), channel * count));
  const columns = input.plan.uniforms.map((_, i) => input.columns.get(i)).map(column => column && gathered(column));
  const kernel = kernelOf(input);
  const length = steps - from + 1;
  const [x, y] = [new Float32Array(length * count), new Float32Array(length * count)];
  for (let k = 0; k < length; k++) {
    if (k > 0) kernel.advance(own, { ...input, count, first: 0, columns }, from + k - 1, from + k, 0, count);
    x.set(own.subarray(0, count), k * count);
    y.set(own.subarray(count, 2 * count), k * count);
    if (pause && !(await pause())) return null;
  }
  return cells.map((_, i) => {
    const [px, py] = [x, y].map(all => Float32Array.from({ length }, (_step, k) => all[k * count + i]!)) as [
      Float32Array,
      Float32Array,
    ];
    const rests = [px, py].every(list =>
      list.subarray(-REST_STEPS).every(w => Math.abs(w - list.at(-REST_STEPS)!) <= 1e-6 * extent),
    );
    return length >= REST_STEPS && rests ? 'resting' : period(px, py, extent) > 0 ? 'cycling' : 'moving';
  });
}
