import { decimalMarkOf, type DecimalMark } from './cells.ts';
import { columnReader } from './columnReader.ts';
import type { Column } from './dataSet.ts';
import { delimiterOf, isHeader, namesOf, widthOf } from './layout.ts';
import { recordsOf, type RecordOfCells } from './records.ts';

/** What a text holds: columns of numbers or of two classes, with the rows that have a value in all of them. */
export interface Table {
  readonly columns: readonly Column[];
  /** Good ones. */
  readonly rows: number;
  /** The line, and why it is left out; a long list ends in “and 12 more”. */
  readonly badRows: readonly string[];
  /** Sentences about columns that can't be used. */
  readonly unused: readonly string[];
}

interface Refusal {
  readonly error: string;
}

const MOST_CHARACTERS = 1_000_000;
const MOST_COLUMNS = 40;
const LEAST_ROWS = 3;
const LISTED = 10;

/**
 * Reads comma, semicolon or tab separated values, with or without a header; a decimal comma where commas do not
 * separate. Never throws: what it can't use at all, it answers with a sentence.
 */
export function readCsv(text: string): Table | Refusal {
  if (text.length > MOST_CHARACTERS)
    return { error: `This has ${(text.length / 1e6).toFixed(2)} million characters; 1 million can be read.` };
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') return { error: 'There is nothing in it.' };
  if (content.includes('\0')) return { error: 'This is no text; save the table as CSV.' };
  const delimiter = delimiterOf(content);
  if (!delimiter) return { error: 'This is one column; a comma, a semicolon or a tab parts an input from a target.' };
  const records = recordsOf(content, delimiter);
  return readRecords(records, delimiter === ',' ? '.' : decimalMarkOf(records.flatMap(({ cells }) => cells)));
}

function readRecords(records: readonly RecordOfCells[], mark: DecimalMark): Table | Refusal {
  const width = widthOf(records);
  const sound = records.filter(record => objectionTo(record, width) === undefined);
  const header = isHeader(sound, mark) ? sound[0] : undefined;
  const rows = header ? sound.slice(1) : sound;
  const listed = records.filter(record => record !== header);
  if (rows.length < LEAST_ROWS)
    return tooFew(
      rows.length,
      complaints(listed, record => objectionTo(record, width)),
    );

  const readers = namesOf(header?.cells, Math.min(width, MOST_COLUMNS)).map((name, at) => ({
    at,
    reader: columnReader(
      name,
      rows.map(({ cells }) => cells[at]!),
      mark,
    ),
  }));
  const used = readers.flatMap(({ at, reader }) => (typeof reader === 'string' ? [] : [{ ...reader, at }]));
  const unused = readers.flatMap(({ reader }) => (typeof reader === 'string' ? [reader] : []));
  if (width > MOST_COLUMNS) unused.push(`Only the first ${MOST_COLUMNS} of ${width} columns are read.`);
  if (used.length < 2 || used.every(({ classes }) => classes)) {
    const one = used.find(({ classes }) => !classes);
    const fault = one ? `Only column ${one.name} holds numbers` : 'No column holds numbers';
    return { error: [`${fault}; a fit needs an input and a target.`, ...capped(unused)].join(' ') };
  }

  const values = used.map((): number[] => []);
  const badRows = complaints(listed, record => {
    const row = used.map(({ read, at }) => read(record.cells[at] ?? ''));
    const objection = objectionTo(record, width) ?? row.find(value => typeof value === 'string');
    if (objection === undefined) row.forEach((value, column) => values[column]!.push(Number(value)));
    return objection;
  });
  const good = values[0]!.length;
  if (good < LEAST_ROWS) return tooFew(good, badRows);
  const columns = used.map(({ name, classes }, column) => ({
    name,
    values: values[column]!,
    ...(classes && { classes }),
  }));
  return { columns, rows: good, badRows: capped(badRows), unused: capped(unused) };
}

/** Why a record is no row of so many cells; empty cells beyond them don't count. */
function objectionTo({ cells, objection }: RecordOfCells, width: number): string | undefined {
  const filled = cells.findLastIndex(cell => cell !== '') + 1;
  const count = filled > width ? filled : cells.length;
  const fits = filled <= width && cells.length >= width;
  return objection ?? (fits ? undefined : `${count} ${count === 1 ? 'cell' : 'cells'}, not ${width}`);
}

const complaints = (
  records: readonly RecordOfCells[],
  objection: (record: RecordOfCells) => string | undefined,
): string[] =>
  records.flatMap(record => {
    const reason = objection(record);
    return reason === undefined ? [] : [`line ${record.line}: ${reason}`];
  });

function tooFew(rows: number, badRows: readonly string[]): Refusal {
  const found = rows === 0 ? 'No row can be read' : `Only ${rows} ${rows === 1 ? 'row' : 'rows'} can be read`;
  const first = badRows.length > 0 ? ` The first that can’t: ${badRows[0]}.` : '';
  return { error: `${found}; a fit needs ${LEAST_ROWS}.${first}` };
}

const capped = (list: readonly string[]): readonly string[] =>
  list.length > LISTED ? [...list.slice(0, LISTED), `and ${list.length - LISTED} more`] : list;
