import { describe, expect, test } from 'vitest';
import { createEngine } from '../simulation/engine.ts';
import { traceJobs } from '../simulation/job.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { csv } from './csv.ts';
import { openingOf, run, type Experiment } from './experiment.ts';
import type { Trace } from './trace.ts';

const experiment: Experiment = {
  ...openingOf(surfaceNamed('saddle')!),
  steps: 3,
  runs: [run({ learning_rate: 0.1 }), run({ learning_rate: 0.1, momentum: 0.9, nesterov: true })],
};

describe('the CSV of a trace', () => {
  const short: Trace = {
    columns: ['x', 'loss', 'only.first'],
    rows: Float32Array.of(1, 2, NaN, -0, 0.1, 1e-7),
    steps: 1,
    divergedAt: null,
  };
  const shorter: Trace = {
    columns: ['x', 'loss', 'only.second'],
    rows: Float32Array.of(1, 2, NaN),
    steps: 0,
    divergedAt: 1,
  };

  test('has a header of all columns, a row a step, and empty cells where a run has none', () => {
    expect(csv(experiment, [short, shorter])).toBe(
      [
        'run,optimizer,step,x,loss,only.first,only.second',
        '1,SGD · plain,0,1,2,,',
        '1,SGD · plain,1,-0,0.10000000149011612,1.0000000116860974e-7,',
        '2,SGD · Nesterov,0,1,2,,',
        '',
      ].join('\n'),
    );
  });

  test('reads back as the same float32 numbers, whatever the run', async () => {
    const { traces } = (await createEngine().trace(traceJobs(experiment)))!;
    const [header, ...lines] = csv(experiment, traces).trimEnd().split('\n');
    const columns = header!.split(',');
    expect(columns.slice(0, 6)).toEqual(['run', 'optimizer', 'step', 'x', 'y', 'loss']);
    expect(columns).toEqual(expect.arrayContaining(['gradient.g.x', 'update.velocity.y', 'update.momentum_term.x']));
    expect(lines).toHaveLength(2 * 4);
    lines.forEach((line, i) => {
      const cells = line.split(',');
      const [trace, step] = [traces[i >> 2]!, i % 4];
      expect(cells).toHaveLength(columns.length);
      expect([cells[0], cells[2]]).toEqual([String((i >> 2) + 1), String(step)]);
      columns.slice(3).forEach((column, place) => {
        const at = trace.columns.indexOf(column);
        const value = at < 0 ? NaN : trace.rows[step * trace.columns.length + at]!;
        const cell = cells[place + 3]!;
        expect(cell === '' ? NaN : Number(cell)).toBe(value);
      });
    });
  });
});
