import { isMissing, numberIn, type DecimalMark } from './cells.ts';
import type { Column } from './dataSet.ts';

/** How the cells of a column become numbers. */
export interface ColumnReader {
  readonly name: string;
  readonly classes?: NonNullable<Column['classes']>;
  /** The number of a cell, or why it has none. */
  readonly read: (cell: string) => number | string;
}

/** For a column whose cells are mostly numbers, or of two texts; else the sentence that says why it is not used. */
export function columnReader(name: string, cells: readonly string[], mark: DecimalMark): ColumnReader | string {
  const present = cells.filter(cell => !isMissing(cell));
  if (2 * present.length < cells.length) return `Column ${name} is mostly empty.`;
  const numbers = present.filter(cell => numberIn(cell, mark) !== undefined).length;
  return 2 * numbers > present.length ? numberReader(name, mark) : classReader(name, [...new Set(present)]);
}

function numberReader(name: string, mark: DecimalMark): ColumnReader {
  const kind = mark === ',' ? 'number with a decimal comma' : 'number';
  const read = (cell: string): number | string => {
    const value = numberIn(cell, mark);
    if (value === undefined)
      return isMissing(cell) ? `column ${name} is empty` : `'${short(cell)}' in column ${name} is no ${kind}`;
    return Number.isFinite(value) ? value : `${short(cell)} in column ${name} is too large`;
  };
  return { name, read };
}

/** Classes are 0 and 1 in the order in which they appear. */
function classReader(name: string, texts: readonly string[]): ColumnReader | string {
  const [zero, one] = texts;
  if (zero === undefined || one === undefined || texts.length > 2)
    return `Column ${name} holds ${texts.length === 1 ? 'one text' : `${texts.length} texts`}, not two classes.`;
  const read = (cell: string): number | string => {
    const value = texts.indexOf(cell);
    return value < 0 ? `column ${name} is empty` : value;
  };
  return { name, classes: [short(zero), short(one)], read };
}

const LONGEST = 20;

/** A cell as a sentence can hold it. */
function short(cell: string): string {
  const line = cell.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
