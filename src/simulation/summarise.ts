import { withArena, type Arena } from './arena.ts';
import { endsOf, suspects, tails, type Moment, type SecondLook } from './cellEnds.ts';
import { heldFor } from '../experiment/outcome.ts';
import { createSwarm, type SwarmOptions } from './createSwarm.ts';
import { emptySummaries, endings, type Ending, type Piece, type SheetJob, type Summaries } from './sheet.ts';
import { startSummary } from './summaryStart.ts';
import { summaryState } from './summaryPlan.ts';

const codeOf = (kind: Ending): number => endings.indexOf(kind);

/**
 * Runs the cells of a piece to the job's last step and says how each ended, by the definitions of experiment/outcome.ts. The
 * arithmetic is the crowd's: a cell on a watershed may end otherwise than the same run among the compared ones. Null where
 * `pause`, awaited every few milliseconds, says to stop.
 */
export const summarise = (
  job: SheetJob,
  { cells }: Piece,
  pause?: () => Promise<boolean>,
  options: SwarmOptions = {},
): Promise<Summaries | null> => withArena(arena => summariseIn(arena, job, cells, pause, options));

async function summariseIn(
  arena: Arena,
  job: SheetJob,
  cells: Uint32Array,
  pause: (() => Promise<boolean>) | undefined,
  options: SwarmOptions,
): Promise<Summaries | null> {
  const start = startSummary(job, cells, arena);
  const { input, enough } = start;
  const { length: count } = cells;
  const read = (names: readonly string[]): Promise<Float32Array[]> =>
    swarm.read(
      names,
      names.map(() => arena.floats(count)),
    );
  const swarm = await createSwarm(input, options);
  try {
    const moments: Moment[] = [];
    const moving = (input.plan.watched?.own ?? input.plan).state;
    for (const tail of [tails.twice, tails.once]) {
      const step = Math.max(0, job.steps - tail);
      await swarm.play(step, pause);
      if (swarm.step < step) return null;
      moments.push({ step, state: await read(moving) });
    }
    await swarm.play(job.steps, pause);
    if (swarm.step < job.steps) return null;
    const names = ['x', 'y', 'loss', ...Object.values(summaryState)];
    const [x, y, loss, unmet, divergedAt, slope, lastLoss] = (await read(names)) as Seven;
    const found = emptySummaries(count);
    found.x.set(x);
    found.y.set(y);
    const undecided = new Uint32Array(count);
    let open = 0;
    const latest = job.steps - heldFor(job.optimizer.source);
    for (let i = 0; i < count; i++) {
      const broken = divergedAt[i] !== 0 || !Number.isFinite(loss[i]! + x[i]! + y[i]!);
      const met = slope[i]! <= enough.slope[i]! || loss[i]! <= enough.loss[i]!;
      const settled = met ? unmet[i]! + 1 : job.steps + 1;
      const still = x[i] === start.x[i] && y[i] === start.y[i];
      const kind = broken ? 'diverged' : still ? 'unmoved' : settled <= latest ? 'converged' : 'moving';
      if (kind === 'moving') undecided[open++] = i;
      found.ending[i] = codeOf(kind);
      found.steps[i] = broken ? divergedAt[i] || job.steps : kind === 'converged' ? settled : job.steps;
      found.loss[i] = broken ? lastLoss[i]! : loss[i]!;
    }
    const [twice, once] = moments as [Moment, Moment];
    const look: SecondLook = {
      cells: undecided.subarray(0, open),
      arena,
      input,
      steps: job.steps,
      extent: start.extent,
      pause,
    };
    const list = await suspects(look, once, [x, y]);
    const ends = list && (await endsOf({ ...look, cells: list }, twice));
    if (!ends) return null;
    list.forEach((cell, i) => (found.ending[cell] = codeOf(ends[i]!)));
    return found;
  } finally {
    swarm.dispose();
  }
}

type Seven = [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
