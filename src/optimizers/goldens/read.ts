import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Variable, type OptimizerOptions } from '../index.ts';
import type { Config, Serialized } from '../rules/rule.ts';

export type Row = readonly (number | null)[];

/** One recorded run. */
export interface GoldenRecord {
  readonly lr: readonly number[];
  readonly grad: readonly Row[];
  readonly var: readonly Row[];
  readonly iterations: readonly number[];
  readonly momentum?: readonly Row[];
  readonly average?: readonly Row[];
  readonly accumulator?: readonly Row[];
  readonly finalized?: Row;
  readonly final_variables?: readonly (readonly [path: string, dtype: string])[];
  readonly weights_order?: readonly string[];
  readonly slots?: Readonly<Record<string, readonly (number | readonly number[] | null)[]>>;
  readonly variables_order?: readonly string[];
}

export interface GoldenCase {
  readonly id: string;
  readonly layout: 'vector' | 'scalars' | 'row' | 'col';
  readonly surface: string;
  readonly start: Row;
  readonly dtype: 'float32' | 'float64';
  readonly kwargs: Config;
  readonly config?: Config;
  readonly config_after?: Config;
  readonly exclude?: { readonly var_list?: readonly string[]; readonly var_names?: readonly string[] };
  readonly constraint?: Serialized;
  readonly events?: readonly { readonly before_step: number; readonly set: Config }[];
  readonly none_grads?: Readonly<Record<string, readonly string[]>>;
  readonly var_names?: readonly string[];
  readonly record: GoldenRecord;
}

/** A file beside this one; the caller says what it holds. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;
}

/** The i-th of a list, or the one that stands for all. */
export const at = <T>(list: readonly T[], i: number): T => list[list.length === 1 ? 0 : i]!;

const shapes = { vector: [2], row: [1, 2], col: [2, 1] } as const;

/** The variables of a case at its start. */
export function variablesOf({ layout, start, constraint, dtype }: GoldenCase): Variable[] {
  const options = { dtype: dtype ?? 'float32', constraint: constraint ?? null };
  if (layout !== 'scalars') return [new Variable(start as number[], { ...options, name: 'xy', shape: shapes[layout] })];
  return ['x', 'y'].map((name, i) => new Variable(start[i]!, { ...options, name }));
}

/** A recorded row as gradients of the variables. */
export function gradientsOf(row: Row, variables: readonly Variable[]): (number[] | null)[] {
  if (variables.length === 1) return [row as number[]];
  return row.map(value => (value === null ? null : [value]));
}

export const valuesOf = (variables: readonly Variable[]): number[] =>
  variables.flatMap(({ value }) => Array.from(value));

/** True where a float32 schedule rests on pow, log or cos, which NumPy rounds otherwise. */
export function needsLibrary(rate: unknown): boolean {
  const { class_name: name, config } = (rate ?? {}) as Partial<Serialized>;
  return (
    ['ExponentialDecay', 'CosineDecay', 'CosineDecayRestarts'].includes(name ?? '') ||
    (name === 'PolynomialDecay' && config?.power !== undefined && config.power !== 1)
  );
}

const rounded = (values: ArrayLike<number | null>, dtype: string): number[] =>
  Array.from(values, value => (dtype === 'float64' ? value! : Math.fround(value!)));

/** float32: the same bits; float64: 1e-12 relative. `row` names what differs. */
export function expectRow(
  actual: ArrayLike<number>,
  expected: Row,
  dtype: string,
  what: string,
  tolerance = 1e-12,
): void {
  const list = Array.from(actual);
  if (dtype === 'float32') return expect(list, what).toEqual(rounded(expected, dtype));
  list.forEach((value, i) => {
    const reference = expected[i]!;
    expect(Math.abs(value - reference), `${what}[${i}]: ${value} against ${reference}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(reference)),
    );
  });
}

/** Options of a case as the recording passed them. */
export const optionsOfCase = (recording: GoldenCase, more: OptimizerOptions = {}): OptimizerOptions => ({
  name: 'SGD',
  floatx: recording.dtype,
  ...(recording.kwargs as OptimizerOptions),
  ...more,
});
