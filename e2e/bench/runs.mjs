const RUNS = 7;

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];
const round = value => Number(value.toPrecision(4));

/** Median, least and most of a subject's measurements, as a row of the report; says the median at once. */
export function rowOf(labels, values) {
  const row = {
    ...labels,
    median: round(median(values)),
    min: round(Math.min(...values)),
    max: round(Math.max(...values)),
    runs: values.length,
  };
  console.error(`${row.workload} ${row.surface}, ${row.optimizer}: ${row.subject} ${row.median} ${row.unit}`);
  return row;
}

/**
 * Runs every contestant RUNS times after one that does not count, in turns, so that a slow minute is everybody's. `check`
 * sees what the first run ended with and throws where it is wrong. name → one measurement a run.
 */
export async function inTurns(contestants, measure, check) {
  const measured = new Map(Object.keys(contestants).map(name => [name, []]));
  for (let turn = 0; turn <= RUNS; turn++)
    for (const [name, contestant] of Object.entries(contestants)) {
      const result = await contestant.run();
      if (turn === 0) check(name, result);
      else measured.get(name).push(measure(name, result));
    }
  return measured;
}

/** Throws unless nearly all numbers agree: a few particles on a watershed may part, at most a share of `parting`. */
export function expectNear(name, key, values, expected, tolerance = 2e-3, parting = 0.02) {
  const off = expected.filter((value, i) => !(Math.abs(values[i] - value) <= tolerance * Math.max(1, Math.abs(value))));
  if (values.length !== expected.length || off.length > parting * expected.length)
    throw new Error(`${name} is wrong: ${off.length} of ${expected.length} values of ${key} differ.`);
}

/** Subjects that run in the page, made ready there for one problem; a subject that says it can't is left out, aloud. */
export async function contestantsIn(page, workload, names, problemOf) {
  const contestants = {};
  for (const name of names) {
    const problem = problemOf(name);
    try {
      await page.evaluate(([w, n, p]) => window.bench.prepare(w, n, p), [workload, name, problem]);
    } catch (error) {
      console.log(`${workload}: ${name} is left out: ${error.message.split('\n')[0]}`);
      continue;
    }
    contestants[name] = {
      run: () => page.evaluate(n => window.bench.run(n), name),
      dispose: () => page.evaluate(n => window.bench.dispose(n), name),
    };
  }
  return contestants;
}
