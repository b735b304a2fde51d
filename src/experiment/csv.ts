import { runTitle, type Experiment } from './experiment.ts';
import type { Trace } from './trace.ts';

/**
 * All runs as CSV: `run` and `optimizer`, then `step`, then every column that any run has, empty where a run has none or
 * the start has no value yet. Numbers are JavaScript's shortest round-trip decimals. One header line; lines end in “\n”.
 */
export function csv(experiment: Experiment, traces: readonly Trace[]): string {
  const columns = [...new Set(traces.flatMap(trace => trace.columns))];
  const lines = [['run', 'optimizer', 'step', ...columns].join(',')];
  traces.forEach((trace, i) => {
    const places = columns.map(column => trace.columns.indexOf(column));
    const title = runTitle(experiment.runs[i]!);
    for (let step = 0; step <= trace.steps; step++) {
      const row = step * trace.columns.length;
      const numbers = places.map(place => (place < 0 ? '' : decimal(trace.rows[row + place]!)));
      lines.push(`${i + 1},${title},${step},${numbers.join(',')}`);
    }
  });
  return `${lines.join('\n')}\n`;
}

const decimal = (value: number): string => (Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value));
