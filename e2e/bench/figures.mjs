import { problems } from './problems.mjs';
import { contestantsIn, expectNear, inTurns, rowOf } from './runs.mjs';

const kinds = [false, true];
const nameOf = nesterov => (nesterov ? 'nesterov' : 'momentum');

/** Measures subjects in turns on every surface, for momentum and Nesterov, and makes a row of each; each problem has its own check. */
async function table({ page, surfaces }, workload, subjects, problemOf, checkOf, unit = 'ms') {
  const rows = [];
  for (const surface of surfaces)
    for (const nesterov of kinds) {
      const contestants = await contestantsIn(page, workload, subjects, () => problemOf(surface, nesterov));
      const more = new Map();
      const measured = await inTurns(
        contestants,
        (name, { ms, firstPicture }) => {
          if (firstPicture) more.set(name, [...(more.get(name) ?? []), firstPicture[0]]);
          return ms;
        },
        checkOf(surface),
      );
      const labels = { workload, surface, optimizer: nameOf(nesterov) };
      for (const [subject, values] of measured) rows.push(rowOf({ ...labels, subject, unit }, values));
      for (const [subject, values] of more)
        rows.push(rowOf({ ...labels, subject: `${subject}, first picture`, unit }, values));
      for (const each of Object.values(contestants)) await each.dispose();
    }
  return rows;
}

/**
 * Cells that stay in the landscape must end where they do in the first subject of a turn; of the others only that they left.
 * Rastrigin's wells are chaos at the greatest rates, where every rounding counts.
 */
function agreeing(surface) {
  let right;
  return (name, { loss }) => {
    right ??= loss;
    const inside = right.map(value => Math.abs(value) < 1e4);
    expectNear(
      name,
      'loss',
      loss.filter((_, i) => inside[i]),
      right.filter((_, i) => inside[i]),
      0.02,
      surface === 'rastrigin' ? 0.1 : undefined,
    );
  };
}

/** Workload B: 10,000 particles × 1,000 steps, of which every step can be shown. */
export const steps = context =>
  table(
    context,
    'B',
    [
      ...['', ', one step', ', trails of 100 steps'].flatMap(what => [`loops${what}`, `loops-2-workers${what}`]),
      'tfjs-ops',
    ],
    (surface, nesterov) => ({ surface, nesterov, count: 10_000, steps: 1000 }),
    () => () => {},
  );

const CELLS = 512;
/** learning_rate across, a hundredth to thirty times the usual one; momentum up, 0 … 0.99. */
function mapProblem(surface, nesterov) {
  const { rate } = problems[surface];
  const rates = Array.from({ length: CELLS }, (_, i) => rate * 0.01 * 3000 ** (i / (CELLS - 1)));
  const momenta = Array.from({ length: CELLS }, (_, i) => (0.99 * i) / (CELLS - 1));
  return {
    surface,
    nesterov,
    steps: 300,
    columns: CELLS,
    start: [problems[surface].domain[0] * 0.8, problems[surface].domain[3] * 0.5],
    rates: momenta.flatMap(() => rates),
    momenta: momenta.flatMap(momentum => rates.map(() => momentum)),
  };
}

/**
 * Workload C: a map of 512 × 512 runs of 300 steps. Ours also say how each run ended, and after how many steps, and skip the runs
 * that have diverged; TensorFlow.js has the final losses to find.
 */
export const maps = context => table(context, 'C', ['loops', 'loops-2-workers', 'tfjs-ops'], mapProblem, agreeing);

/** Workload F: from a formula to its first step. */
export const firstStep = context =>
  table(
    context,
    'F',
    ['formula to first step', 'a constant changed'],
    (surface, nesterov) => ({ surface, nesterov, steps: 1, count: 3 }),
    () => () => {},
  );

/** Workload R: so many particles drawn. */
export async function drawing({ page }) {
  const rows = [];
  for (const count of [10_000, 100_000, 1_000_000]) {
    const problem = { surface: 'himmelblau', count };
    const contestants = await contestantsIn(page, 'R', ['density', 'canvas rectangles'], () => problem);
    const measured = await inTurns(
      contestants,
      (_, { ms }) => ms,
      () => {},
    );
    for (const [subject, values] of measured)
      rows.push(rowOf({ workload: 'R', surface: `${count} particles`, optimizer: '–', subject, unit: 'ms' }, values));
    for (const each of Object.values(contestants)) await each.dispose();
  }
  return rows;
}
