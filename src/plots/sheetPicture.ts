import { lossShare, paceShare, shade, type LossScale, type Paints } from './sheetColours.ts';

/** What is painted of a sheet: plain arrays, one entry a cell. */
export interface SheetArrays {
  readonly columns: number;
  readonly rows: number;
  /** 0: not run yet. */
  readonly ending: Uint8Array;
  readonly steps: Uint16Array;
  readonly loss: Float32Array;
}

/** The colour of a cell that has been run, as a canvas keeps it; `odd` of every second stripe. */
export type Colouring = (cell: number, odd: 0 | 1) => number;

const STRIPE = 4; // cells

/** Paints rows `from` … `to` − 1 of a sheet, pixel for cell, as a canvas takes them. */
export type Painter = (from: number, to: number) => Uint32Array<ArrayBuffer>;

/** A cell that has not been run takes the colour of the one that `standIn` names (−1: none). */
export function sheetPainter(
  { columns, ending }: SheetArrays,
  colouring: Colouring,
  unknown: number,
  standIn: (column: number, row: number) => number,
): Painter {
  return (from, to) => {
    const pixels = new Uint32Array(columns * (to - from));
    for (let row = from, i = 0; row < to; row++)
      for (let column = 0; column < columns; column++, i++) {
        const cell = row * columns + column;
        const shown = ending[cell] === 0 ? standIn(column, row) : cell;
        const odd = (((column + row) / STRIPE) & 1) as 0 | 1;
        pixels[i] = shown < 0 ? unknown : colouring(shown, odd);
      }
    return pixels;
  };
}

/** The names of endings in the order of their numbers. */
type Endings = readonly string[];
const pairs = (paints: Paints, endings: Endings): (readonly [number, number] | undefined)[] =>
  endings.map(name => paints.plain[name]);

/** By the final loss; diverged and unmoved cells have none worth a shade. */
export function byLoss({ ending, loss }: SheetArrays, paints: Paints, endings: Endings, scale: LossScale): Colouring {
  const plain = pairs(paints, endings);
  const shaded = new Set(['converged', 'resting', 'cycling', 'moving'].map(name => endings.indexOf(name)));
  return (cell, odd) => {
    if (!shaded.has(ending[cell]!)) return plain[ending[cell]!]![odd];
    const share = lossShare(scale, loss[cell]!);
    return share < 0 ? paints.above : shade(paints.ramp, share);
  };
}

/** By how the run ended; where it converged, by how fast. */
export function byEnding(
  { ending, steps }: SheetArrays,
  paints: Paints,
  endings: Endings,
  allSteps: number,
): Colouring {
  const plain = pairs(paints, endings);
  return (cell, odd) => plain[ending[cell]!]?.[odd] ?? shade(paints.pace, paceShare(steps[cell]!, allSteps));
}

/** By the minimum that is reached (its place plus one in `labels`), fading with the steps that it takes. */
export function byBasin(
  { ending, steps }: SheetArrays,
  paints: Paints,
  endings: Endings,
  allSteps: number,
  labels: Uint8Array,
): Colouring {
  const plain = pairs(paints, endings);
  const elsewhere = paints.plain.resting!;
  return (cell, odd) => {
    const label = labels[cell]!;
    if (label === 0) return (plain[ending[cell]!] ?? elsewhere)[odd];
    return shade(paints.basins[(label - 1) % paints.basins.length]!, paceShare(steps[cell]!, allSteps));
  };
}
