export type DecimalMark = '.' | ',';

const forms: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[-+−]?(\d+\.?\d*|\.\d+)(e[-+−]?\d+)?$/i,
  ',': /^[-+−]?(\d+,?\d*|,\d+)(e[-+−]?\d+)?$/i,
};

/** The number that a cell is, infinite where it is too large; undefined where it is none. No thousands, units or signs of money. */
export function numberIn(cell: string, mark: DecimalMark): number | undefined {
  return forms[mark].test(cell) ? Number(cell.replaceAll('−', '-').replace(',', '.')) : undefined;
}

const withComma = /^[-+−]?\d*,\d+(e[-+−]?\d+)?$/i;
const withPoint = /^[-+−]?\d*\.\d+(e[-+−]?\d+)?$/i;

/** The mark that more of the cells have. */
export function decimalMarkOf(cells: readonly string[]): DecimalMark {
  const count = (form: RegExp): number => cells.filter(cell => form.test(cell)).length;
  return count(withComma) > count(withPoint) ? ',' : '.';
}

/** What programs write where there is no value. */
export const isMissing = (cell: string): boolean => /^(|-|\?|\.|n\/?a|nan|null|none)$/i.test(cell);
