import { beforeEach, describe, expect, test } from 'vitest';
import { openingOf } from '../experiment/experiment.ts';
import { summarise } from '../simulation/summarise.ts';
import { basinsJob, cellRun, mapJob } from '../simulation/sheetJobs.ts';
import { mapAxes, type MapAxes } from '../experiment/mapAxes.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { computeSheet, sheetOf, startSheets, stopSheet, useSheets, type ShareOut } from './sheets.ts';

const himmelblau = { ...openingOf(surfaceNamed('himmelblau')!), steps: 60 };
const jobOf = (columns = 36) =>
  basinsJob(himmelblau, himmelblau.runs[1]!, { x0: -5, x1: 5, y0: -5, y1: 5 }, columns, 30);

let pieces = 0;
const shareOut: ShareOut = async (job, list, onFound, signal) => {
  for (const piece of list) {
    if (signal.aborted) return false;
    const found = await summarise(job, piece, async () => !signal.aborted);
    if (!found) return false;
    pieces++;
    onFound(found, piece);
  }
  return true;
};
beforeEach(() => {
  pieces = 0;
  startSheets(shareOut);
});

describe('a sheet', () => {
  test('appears coarse and becomes whole, its cells told by the minimum that they reach', async () => {
    const shares: number[] = [];
    const heard = useSheets.subscribe(({ basins }) => shares.push(basins.share));
    await computeSheet('basins', jobOf());
    heard();
    expect(shares[0]).toBeLessThan(0.05);
    expect(shares.at(-1)).toBe(1);
    const { basins, labels, sheet, job } = sheetOf('basins')!;
    expect(new Set(labels.filter(label => label > 0))).toEqual(new Set([1, 2, 3, 4]));
    expect(basins.minima).toHaveLength(4);
    for (let cell = 0; cell < labels.length; cell++) {
      if (labels[cell] === 0) continue;
      const { x, y } = basins.minima[labels[cell]! - 1]!;
      expect(Math.hypot(sheet.x[cell]! - x, sheet.y[cell]! - y)).toBeLessThan(0.4);
    }
    expect(job.up.values[0]).toBeGreaterThan(job.up.values.at(-1)!);
  });

  test('the latest request wins', async () => {
    const first = computeSheet('basins', jobOf(60));
    const second = computeSheet('basins', jobOf(40));
    await Promise.all([first, second]);
    expect(sheetOf('basins')!.sheet.columns).toBe(40);
  });

  test('stops where it is told to', async () => {
    const running = computeSheet('basins', jobOf(90));
    stopSheet('basins');
    await running;
    expect(pieces).toBeLessThanOrEqual(1); // of four
  });

  test('says why it can’t be computed', async () => {
    startSheets(async () => Promise.reject(new Error('No background worker.')));
    await computeSheet('basins', jobOf());
    expect(useSheets.getState().basins.error).toBe('No background worker.');
  });
});

test('the cell of a map is the run with its two numbers', () => {
  const run = himmelblau.runs[1]!;
  const axes = mapAxes(himmelblau, run) as MapAxes;
  const job = mapJob(himmelblau, run, axes);
  const { config } = cellRun(job, 511, 0);
  expect(config).toEqual({ ...run.config, learning_rate: axes.across.most, momentum: axes.up.most });
  expect(cellRun(job, 0, 511).config.momentum).toBe(0);
});
