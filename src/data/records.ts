/** One line of a delimited text, or several where quoted cells hold line breaks. */
export interface RecordOfCells {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why its quotes can't be read. */
  readonly objection?: string;
}

export type Delimiter = ',' | ';' | '\t';

/**
 * The lines of a text as cells, blank lines left out; RFC 4180, with any line break. A quote opens where a cell begins;
 * after it closes, a delimiter or the line's end must follow. (d3-dsv reads `"1"23` as the cells 1 and 3, and gives
 * all the lines after an open quote to one cell.)
 */
export function recordsOf(text: string, delimiter: Delimiter): RecordOfCells[] {
  const records: RecordOfCells[] = [];
  const end = new RegExp(`[${delimiter}\r\n]|$`, 'g');
  let line = 1;
  for (let at = 0; at < text.length; line++) {
    const [first, cells] = [line, [] as string[]];
    let objection: string | undefined;
    for (; ; at++) {
      const open = /^ *"/.test(text.slice(at, at + 8)) ? text.indexOf('"', at) : -1;
      const close = open < 0 ? -1 : closingQuote(text, open);
      const quoted = close < 0 ? '' : text.slice(open + 1, close).replaceAll('""', '"');
      line += quoted.match(/\r\n|\r|\n/g)?.length ?? 0;
      const from = close < 0 ? at : close + 1;
      end.lastIndex = from;
      at = end.exec(text)!.index;
      const rest = text.slice(from, at);
      if (open >= 0 && close < 0) objection ??= 'a quote opens and never closes';
      if (close >= 0 && rest.trim() !== '') objection ??= `'${rest.trim().slice(0, 20)}' follows a closed quote`;
      cells.push((quoted + rest).trim());
      if (text[at] !== delimiter) break;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (cells.some(cell => cell !== '')) records.push({ line: first, cells, ...(objection && { objection }) });
  }
  return records;
}

/** The quote that ends a cell, past doubled ones; −1 if there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
