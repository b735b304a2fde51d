import { expect, test } from 'vitest';
import { openingOf, run } from '../experiment/experiment.ts';
import { outcomeOf } from '../experiment/outcome.ts';
import { himmelblau } from '../surfaces/himmelblau.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { ravine } from '../surfaces/ravine.ts';
import type { BackendChoice } from './backendChoice.ts';
import { createEngine } from './engine.ts';
import { emptySheet, endings, piecesOf, place, type SheetJob } from './sheet.ts';
import { cellRun } from './sheetJobs.ts';
import { summarise } from './summarise.ts';

const SIZE = 64;
const STEPS = 150;

/** learning_rate × momentum, from far below to beyond what is stable. */
function jobOf(surface: typeof ravine, nesterov: boolean): SheetJob {
  const { parameters, start } = openingOf(surface);
  const logarithmic = (i: number): number => surface.learningRate * 10 ** ((2.4 * i) / (SIZE - 1) - 1.6);
  return {
    surface,
    parameters,
    start,
    steps: STEPS,
    optimizer: run({ learning_rate: surface.learningRate, momentum: 0.5, nesterov }),
    across: { name: 'learning_rate', values: Float64Array.from({ length: SIZE }, (_, i) => logarithmic(i)) },
    up: { name: 'momentum', values: Float64Array.from({ length: SIZE }, (_, i) => (0.98 * i) / (SIZE - 1)) },
  };
}

async function endingsOn(backend: BackendChoice, job: SheetJob): Promise<Uint8Array> {
  const sheet = emptySheet(SIZE, SIZE);
  const said: string[] = [];
  const options = { backend, onFallback: (sentence: string) => void said.push(sentence) };
  for (const piece of piecesOf(SIZE, SIZE)) place(sheet, piece, (await summarise(job, piece, undefined, options))!);
  expect(said).toEqual([]);
  return sheet.ending;
}

/** The same cells as single runs in strict float32. */
function endingsOfTraces(job: SheetJob): Uint8Array {
  const { surface, parameters, start, steps } = job;
  const engine = createEngine();
  const least = Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss));
  return Uint8Array.from({ length: SIZE * SIZE }, (_, cell) => {
    const optimizer = cellRun(job, cell % SIZE, Math.floor(cell / SIZE));
    const [trace] = engine.traceNow([
      { surface, parameters, optimizer, starts: [start], steps, record: 'trace' },
    ]).traces;
    const { kind } = outcomeOf(trace!, least, surface.domain[0][1] - surface.domain[0][0]);
    return endings.indexOf(kind === 'undefined' ? 'diverged' : kind);
  });
}

/** Cells whose neighbours in all directions all diverge as they do, or none: one cell away from the edge of stability. */
function awayFromTheEdge(ending: Uint8Array): number[] {
  const diverged = endings.indexOf('diverged');
  const at = (column: number, row: number): boolean => ending[row * SIZE + column] === diverged;
  return Array.from(ending.keys()).filter(cell => {
    const [column, row] = [cell % SIZE, Math.floor(cell / SIZE)];
    if (column === 0 || row === 0 || column === SIZE - 1 || row === SIZE - 1) return false;
    return [-1, 0, 1].every(i => [-1, 0, 1].every(j => at(column + i, row + j) === at(column, row)));
  });
}

const maps = [ravine, himmelblau].flatMap(surface => [false, true].map(nesterov => ({ surface, nesterov })));

test.each(maps)(
  'a map of $surface.name, nesterov $nesterov, ends alike on every backend',
  async ({ surface, nesterov }) => {
    const job = jobOf(surface, nesterov);
    const strict = endingsOfTraces(job);
    const inside = awayFromTheEdge(strict);
    expect(inside.length).toBeGreaterThan(2500);
    expect(new Set(strict).size).toBeGreaterThan(2);
    const found = { loops: await endingsOn('loops', job), webgpu: await endingsOn('webgpu', job) };
    const same = (a: Uint8Array, b: Uint8Array): number => inside.filter(i => a[i] === b[i]).length / inside.length;
    const shares = [same(strict, found.loops), same(strict, found.webgpu), same(found.loops, found.webgpu)];
    for (const share of shares) expect(share, shares.join(' ')).toBeGreaterThanOrEqual(0.995);
  },
);
