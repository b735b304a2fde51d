/** One column of a data set, an entry a row. All are finite. */
export interface Column {
  readonly name: string;
  readonly unit?: string;
  readonly values: readonly number[];
  /** The names of 0 and 1, where the column says which of two classes a row belongs to. */
  readonly classes?: readonly [zero: string, one: string];
}

/** Samples to fit. The first column is the input and the second the target, unless others are chosen. */
export interface DataSet {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  /** Where the numbers were published. */
  readonly source: string;
  /** Why they may be handed on. */
  readonly licence: string;
  readonly columns: readonly Column[];
}

/** The rows of a data set. */
export const rowsOf = ({ columns }: DataSet): number => columns[0]?.values.length ?? 0;

export const columnNamed = ({ columns }: DataSet, name: string): Column | undefined =>
  columns.find(column => column.name === name);

/** Whether a column can be the target of a logistic loss: zeros and ones, and some of both. */
export function hasTwoClasses({ values }: Column): boolean {
  return values.includes(0) && values.includes(1) && values.every(value => value === 0 || value === 1);
}
