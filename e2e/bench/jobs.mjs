import { run } from '../../src/experiment/experiment.ts';
import { planOf } from '../../src/simulation/plan.ts';
import { swarmInput } from '../../src/simulation/swarmInput.ts';
import { surfaceNamed } from '../../src/surfaces/index.ts';
import { defaultParameters } from '../../src/surfaces/loss.ts';
import { MOMENTUM, problems, startsOf } from './problems.mjs';

/** A problem as the page's own job. */
export function jobOf({ surface, nesterov, steps }, options = {}) {
  const entry = surfaceNamed(surface);
  const optimizer = run({ learning_rate: problems[surface].rate, momentum: MOMENTUM, nesterov, ...options });
  return { surface: entry, parameters: defaultParameters(entry), optimizer, starts: [], steps, record: 'trace' };
}

/** The particles of a problem before their first call; `from` and `to` are a worker's share of them. */
export function particlesOf(problem, from = 0, to = problem.count) {
  const job = jobOf(problem);
  const { x, y } = startsOf(problems[problem.surface], problem.count);
  return swarmInput(planOf(job.surface, job.optimizer), job, { x: x.slice(from, to), y: y.slice(from, to) }, from);
}
