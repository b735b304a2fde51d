import { natives } from './native.mjs';
import { MOMENTUM, problems, startsOf } from './problems.mjs';
import { contestantsIn, expectNear, inTurns, rowOf } from './runs.mjs';

const COUNT = 1_000_000;
const STEPS = 100;
/** The slowest play fewer calls, or a run of theirs would take half a minute; what counts is particle-steps a second. */
const fewer = { 'tfjs-momentum-n2': 10, array: 5, objects: 20, 'loops-strict': 20, 'tfjs-momentum': 25 };
const stepsOf = name => fewer[name] ?? STEPS;
const inPage = 'loops loops-2-workers loops-strict array webgpu tfjs-ops tfjs-momentum tfjs-momentum-n2 objects'.split(
  ' ',
);

/** Where the first particles are after some steps, in doubles, from the equations. */
function reference(surface, nesterov, count, steps) {
  const { gradient, rate, ...problem } = problems[surface];
  const { x, y } = startsOf(problem, count);
  const end = Array.from(x, (_, i) => {
    const [w, v] = [
      [x[i], y[i]],
      [0, 0],
    ];
    for (let k = 0; k < steps; k++)
      gradient(w[0], w[1]).forEach((g, axis) => {
        v[axis] = MOMENTUM * v[axis] - rate * g;
        w[axis] += nesterov ? MOMENTUM * v[axis] - rate * g : v[axis];
      });
    return w;
  });
  return { x: end.map(w => w[0]), y: end.map(w => w[1]) };
}

/** Workload A: 1,000,000 particles × 100 steps, the final state. */
export async function particles({ page, surfaces }) {
  const rows = [];
  const limits = natives();
  for (const surface of surfaces)
    for (const nesterov of [false, true]) {
      const problemOf = name => ({ surface, nesterov, count: COUNT, steps: stepsOf(name) });
      const contestants = await contestantsIn(page, 'A', inPage, problemOf);
      for (const [name, limit] of Object.entries(limits)) contestants[name] = await limit.prepare(problemOf(name));
      const expected = steps => reference(surface, nesterov, 1000, steps);
      const measured = await inTurns(
        contestants,
        (name, { ms }) => (COUNT * stepsOf(name)) / ms / 1000,
        (name, { x, y }) => {
          const right = expected(stepsOf(name));
          expectNear(name, 'x', Array.from(x.slice(0, 1000)), right.x);
          expectNear(name, 'y', Array.from(y.slice(0, 1000)), right.y);
        },
      );
      for (const [subject, values] of measured)
        rows.push(
          rowOf(
            { workload: 'A', surface, optimizer: nesterov ? 'nesterov' : 'momentum', subject, unit: 'Mps/s' },
            values,
          ),
        );
      for (const each of Object.values(contestants)) await each.dispose();
    }
  return rows;
}
