import { isMissing, numberIn, type DecimalMark } from './cells.ts';
import { recordsOf, type Delimiter, type RecordOfCells } from './records.ts';

const delimiters: readonly Delimiter[] = ['\t', ';', ','];
/** Enough of a text to tell its delimiter from. */
const BEGINNING = 20_000;

/** The delimiter that cuts the most lines into the same number of cells; undefined where none cuts any. */
export function delimiterOf(text: string): Delimiter | undefined {
  let [best, most] = [undefined as Delimiter | undefined, 0];
  for (const delimiter of delimiters) {
    const records = recordsOf(text.slice(0, BEGINNING), delimiter);
    const width = usualWidth(records);
    const share = records.filter(({ cells }) => cells.length === width).length / records.length;
    if (width > 1 && share > most) [best, most] = [delimiter, share];
  }
  return best;
}

/** The cells of most records, without the columns at the end that are empty in all. */
export function widthOf(records: readonly RecordOfCells[]): number {
  let width = usualWidth(records);
  while (width > 0 && records.every(({ cells }) => (cells[width - 1] ?? '') === '')) width--;
  return width;
}

function usualWidth(records: readonly RecordOfCells[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}

/** Whether the first record names the columns: it has no number, or a text over a column of numbers. */
export function isHeader(records: readonly RecordOfCells[], mark: DecimalMark): boolean {
  const [first, ...others] = records;
  const isText = (cell: string): boolean => !isMissing(cell) && numberIn(cell, mark) === undefined;
  const cells = first?.cells ?? [];
  if (!cells.some(isText)) return false;
  if (cells.every(cell => cell === '' || isText(cell))) return true;
  return cells.some((cell, column) => {
    const below = others.map(other => other.cells[column] ?? '').filter(other => !isMissing(other));
    return isText(cell) && 2 * below.filter(isText).length < below.length;
  });
}

const LONGEST_NAME = 40;

/** Names for so many columns, all different: those of the header, or numbers. */
export function namesOf(header: readonly string[] | undefined, width: number): string[] {
  const names: string[] = [];
  for (let column = 0; column < width; column++) {
    const given = (header?.[column] ?? '').replaceAll(/\s+/g, ' ').slice(0, LONGEST_NAME);
    const name = given || `column ${column + 1}`;
    let [unique, copy] = [name, 1];
    while (names.includes(unique)) unique = `${name} (${++copy})`;
    names.push(unique);
  }
  return names;
}
