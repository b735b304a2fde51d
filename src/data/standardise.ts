import type { Column } from './dataSet.ts';

/** z = (v − mean) / sd, with the population's standard deviation: z has mean 0 and mean square 1. */
export interface Standardised {
  readonly values: readonly number[];
  readonly mean: number;
  readonly sd: number;
}

/** Below this share of the values, a spread is rounding. */
const LEAST_SPREAD = 1e-10;

/** A column at a scale on which steps of one size suit all; or the sentence that says why it has no scale. */
export function standardise({ name, values }: Column): Standardised | { readonly error: string } {
  const mean = meanOf(values);
  // What rounding left in the mean is what the deviations still have in common.
  const deviations = values.map(value => value - mean);
  const rest = meanOf(deviations);
  const sd = Math.sqrt(meanOf(deviations.map(deviation => (deviation - rest) ** 2)));
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (values.length === 0) return { error: `Column ${name} is empty.` };
  if (!Number.isFinite(sd)) return { error: `The numbers of column ${name} are too large to be averaged.` };
  if (!(sd > LEAST_SPREAD * largest)) {
    const constant = values.every(value => value === values[0]);
    return {
      error: `Column ${name} ${constant ? `is ${values[0]} in every row` : 'hardly varies'}: no line can be fitted.`,
    };
  }
  return { values: deviations.map(deviation => (deviation - rest) / sd), mean: mean + rest, sd };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
