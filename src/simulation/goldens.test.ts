import { describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import { columnOf } from '../experiment/trace.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { defaultParameters } from '../surfaces/loss.ts';
import { createEngine } from './engine.ts';
import recordings from './goldens.json' with { type: 'json' };
import type { Job } from './job.ts';
import { loops } from './loops.ts';

const CALLS = 50;
const TOLERANCE = 1e-4; // where gradients round in another order than the recording's

type Recording = (typeof recordings.cases)[number];

const numbers = (text: string): number[] => text.split(' ').map(word => Math.fround(Number(word)));
const every2nd = (text: string, first: 0 | 1): number[] => numbers(text).filter((_, i) => i % 2 === first);

/** `quad:1:k` is ½(x² + k y²): the ravine, not rotated. */
function jobOf({ surface: name, start, kwargs }: Recording): Job {
  const [, , kappa] = name.split(':');
  const surface = surfaceNamed(kappa ? 'ravine' : name)!;
  const parameters = kappa ? { kappa: Number(kappa), rotation: 0 } : defaultParameters(surface);
  return {
    surface,
    parameters,
    optimizer: run(kwargs),
    starts: [start as [number, number]],
    steps: CALLS,
    record: 'trace',
  };
}

/** toEqual tells −0 from 0 and knows NaN: with these it is equality of bits. */
const isExact = (surface: string): boolean => surface === 'saddle' || surface.startsWith('quad');

/** Every recorded number by our column's name, one list a column; a call's own values start at row 1. */
function recorded({ record }: Recording): [column: string, firstRow: number, values: number[]][] {
  return [
    ['x', 0, every2nd(record.var, 0)],
    ['y', 0, every2nd(record.var, 1)],
    ['loss', 0, numbers(record.loss)],
    ['gradient.g.x', 1, every2nd(record.grad, 0)],
    ['gradient.g.y', 1, every2nd(record.grad, 1)],
    ...(record.momentum
      ? ([
          ['update.velocity.x', 1, every2nd(record.momentum, 0)],
          ['update.velocity.y', 1, every2nd(record.momentum, 1)],
        ] as [string, number, number[]][])
      : []),
  ];
}

describe('Keras’s own numbers, each run with its own gradients', () => {
  test('all twelve recordings are here, with momentum where there is a slot', () => {
    expect(recordings.cases).toHaveLength(12);
    for (const { kwargs, record } of recordings.cases) expect('momentum' in record).toBe((kwargs.momentum ?? 0) > 0);
  });

  test.each(recordings.cases)('$id on $surface', async recording => {
    const result = await createEngine(loops).trace([jobOf(recording)]);
    const trace = result!.traces[0]!;
    expect(trace).toMatchObject({ steps: CALLS, divergedAt: null });
    for (const [column, firstRow, theirs] of recorded(recording)) {
      const ours = columnOf(trace, column).subarray(firstRow);
      expect(ours, column).toHaveLength(theirs.length);
      if (isExact(recording.surface)) expect([...ours], column).toEqual(theirs);
      else
        theirs.forEach((b, k) => {
          expect(Math.abs(ours[k]! - b), `${column} ${k}`).toBeLessThanOrEqual(TOLERANCE * Math.max(1, Math.abs(b)));
        });
    }
  });
});
