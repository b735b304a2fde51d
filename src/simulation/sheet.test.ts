import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openingOf, run } from '../experiment/experiment.ts';
import { cellValues, mapAxes, type MapAxes } from '../experiment/mapAxes.ts';
import { heldFor, outcomeOf } from '../experiment/outcome.ts';
import { columnOf } from '../experiment/trace.ts';
import { exactGradient } from '../optimizers/gradientSource.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { createEngine } from './engine.ts';
import { countEndings, emptySheet, endings, piecesOf, place, standIn, strides, type SheetJob } from './sheet.ts';
import { summarise } from './summarise.ts';

describe('the order of a sheet', () => {
  const size = fc.integer({ min: 1, max: 90 });

  test('every cell is run once, coarse ones first', () => {
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 500 }), (columns, rows, most) => {
        const pieces = piecesOf(columns, rows, most);
        const cells = pieces.flatMap(piece => Array.from(piece.cells));
        expect(cells.toSorted((a, b) => a - b)).toEqual(Array.from({ length: columns * rows }, (_, i) => i));
        expect(pieces.every(piece => piece.cells.length > 0 && piece.cells.length <= most)).toBe(true);
        const order = pieces.map(piece => strides.indexOf(piece.stride));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });

  test('a cell that waits is shown as the middle of the smallest block that is done', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 14, max: 90 }),
        fc.integer({ min: 14, max: 90 }),
        fc.nat(),
        (columns, rows, some) => {
          const sheet = emptySheet(columns, rows);
          const pieces = piecesOf(columns, rows);
          const level = some % strides.length;
          for (const { stride, cells } of pieces)
            if (stride >= strides[level]!) for (const cell of cells) sheet.ending[cell] = 1;
          const reach = (strides[level]! - 1) / 2 + strides[level]!;
          for (let cell = 0; cell < columns * rows; cell += 23) {
            const [column, row] = [cell % columns, Math.floor(cell / columns)];
            const other = standIn(sheet, column, row);
            expect(other).toBeGreaterThanOrEqual(0);
            expect(Math.abs((other % columns) - column)).toBeLessThanOrEqual(reach);
            expect(Math.abs(Math.floor(other / columns) - row)).toBeLessThanOrEqual(reach);
            if (strides[level] === 1) expect(other).toBe(cell);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('the first picture of a map is a hundredth of the work', () => {
    const coarse = piecesOf(512, 512).filter(({ stride }) => stride >= 9);
    const cells = coarse.reduce((sum, piece) => sum + piece.cells.length, 0);
    expect(cells / 512 ** 2).toBeLessThan(0.013);
    expect(cells).toBe(57 * 57);
  });
});

const cases = [
  ['ravine', run({ learning_rate: 0.04, momentum: 0.9 })],
  ['himmelblau', run({ learning_rate: 0.006, momentum: 0.9, nesterov: true })],
  ['rosenbrock', run({ learning_rate: 0.001, momentum: 0.5 })],
  ['himmelblau', run({ learning_rate: 0.1 }, 'Adam')],
  ['ravine', { ...run({ learning_rate: 0.02, momentum: 0.5 }), source: { ...exactGradient, noise: 0.004 } }],
  ['beale', run({ learning_rate: 0.02, centered: true }, 'RMSprop')],
] as const;

describe('a cell is the run it stands for, but for the last bits', () => {
  for (const [name, optimizer] of cases)
    test(`map of ${name} under ${optimizer.optimizer}${optimizer.source ? ' with noise' : ''}`, async () => {
      const surface = surfaceNamed(name)!;
      const experiment = { ...openingOf(surface), runs: [optimizer], steps: 120 };
      const axes = mapAxes(experiment, optimizer) as MapAxes;
      const size = 9;
      const { parameters, start, steps } = experiment;
      const job: SheetJob = {
        surface,
        parameters,
        optimizer,
        start,
        steps,
        across: { name: axes.across.key, values: cellValues(axes.across, size) },
        up: { name: axes.up.key, values: cellValues(axes.up, size) },
      };
      const sheet = emptySheet(size, size);
      for (const piece of piecesOf(size, size)) place(sheet, piece, (await summarise(job, piece))!);
      expect(countEndings(sheet)[0]).toBe(0);
      const engine = createEngine();
      const least = Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss));
      const different: string[] = [];
      const apart: number[] = [];
      for (let cell = 0; cell < size * size; cell++) {
        const config = {
          ...optimizer.config,
          [axes.across.key]: job.across.values[cell % size]!,
          [axes.up.key]: job.up.values[Math.floor(cell / size)]!,
        };
        const { traces } = engine.traceNow([
          { surface, parameters, optimizer: { ...optimizer, config }, starts: [start], steps, record: 'trace' },
        ]);
        const [trace] = traces as [(typeof traces)[number]];
        const extent = surface.domain[0][1] - surface.domain[0][0];
        const outcome = outcomeOf(trace, least, extent, heldFor(optimizer.source));
        const shown = endings[sheet.ending[cell]!];
        if (shown !== outcome.kind) different.push(`${shown} for ${outcome.kind} at ${cell}`);
        else if (outcome.kind === 'diverged') apart.push(Math.abs(sheet.steps[cell]! - trace.divergedAt!));
        else if (outcome.kind === 'converged') apart.push(Math.abs(sheet.steps[cell]! - outcome.stepsToTolerance!));
        else {
          const loss = columnOf(trace, 'loss');
          apart.push(Math.abs(sheet.loss[cell]! - loss.at(-1)!) / Math.max(loss[0]!, loss.at(-1)!));
        }
      }
      // Where a run is chaotic or on a watershed, the last bit decides: most cells are neither.
      expect(different.length, different.join('; ')).toBeLessThanOrEqual(4);
      expect(apart.filter(distance => distance > 1e-3).length, apart.join(' ')).toBeLessThanOrEqual(12);
    });
});
