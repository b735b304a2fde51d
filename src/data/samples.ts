import { columnNamed, hasTwoClasses, rowsOf, type Column, type DataSet } from './dataSet.ts';
import { standardise, type Standardised } from './standardise.ts';

/** What a loss is the mean over: u and t of each row, with the scales that lead back to their units. */
export interface Samples {
  readonly input: Column;
  readonly target: Column;
  readonly u: Standardised;
  /** Classes stay 0 and 1: mean 0, sd 1. */
  readonly t: Standardised;
}

/** The samples of two columns; of the first two where none are named. Or why there are none. */
export function samplesOf(
  set: DataSet,
  inputName = set.columns[0]?.name ?? '',
  targetName = set.columns[1]?.name ?? '',
): Samples | { readonly error: string } {
  const [input, target] = [columnNamed(set, inputName), columnNamed(set, targetName)];
  if (!input || !target) return { error: `${set.name} has no column ${input ? targetName : inputName}.` };
  if (input === target) return { error: `Column ${inputName} can’t be both the input and the target.` };
  if (rowsOf(set) < 3) return { error: `${set.name} has fewer than 3 rows.` };
  const u = standardise(input);
  if ('error' in u) return u;
  if (target.classes && !hasTwoClasses(target)) return { error: `Column ${targetName} holds only one class.` };
  const t = target.classes ? { values: target.values, mean: 0, sd: 1 } : standardise(target);
  return 'error' in t ? t : { input, target, u, t };
}

/** A prediction over standardised u as one over the input in its units. */
export function inUnits({ u, t }: Samples, predict: (u: number) => number): (input: number) => number {
  return input => t.mean + t.sd * predict((input - u.mean) / u.sd);
}
