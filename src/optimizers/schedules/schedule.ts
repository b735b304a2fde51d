import type { Precision } from '../../formula/graph.ts';
import { evaluate, numbers, tensorOf, type Quantity } from '../../formula/quantity.ts';
import { parseLine } from '../lines.ts';
import type { Config, Dialect, RuleLine } from '../rules/rule.ts';

/** One kind of schedule: its config, and its lines over `step` (calls made so far), the last of which gives learning_rate. */
export interface ScheduleKind {
  readonly name: string;
  readonly sentence: string;
  /** All keys in the order of get_config, with their defaults; undefined where a value must be given. */
  readonly defaults: Readonly<Record<string, Config[string] | undefined>>;
  readonly lines: (config: Config) => readonly RuleLine[];
  /** Keras's reason against a config: the message of a ValueError. */
  readonly check?: (config: Config, dialect: Dialect) => string | undefined;
}

/** The decay_steps check that only Keras 3 makes. */
export const positive =
  (key: string) =>
  (config: Config, dialect: Dialect): string | undefined =>
    dialect === 'keras3' && typeof config[key] === 'number' && config[key] <= 0
      ? `Argument \`${key}\` must be > 0. Received: ${key}=${config[key]}`
      : undefined;

/** All values that a schedule's lines write at a step, in a precision. Throws FormulaError where a line is wrong. */
export function scheduleValues(
  lines: readonly RuleLine[],
  config: Config,
  step: number,
  precision: Precision,
): Map<string, number> {
  const algebra = numbers(precision);
  const written = new Map<string, Quantity<number>>();
  const value = (name: string): Quantity<number> | undefined => {
    const own = config[name];
    if (name === 'step') return { shape: [], elements: [algebra.constant(step)] };
    return written.get(name) ?? (typeof own === 'number' ? { weak: own } : undefined);
  };
  for (const line of lines.map(parseLine))
    written.set(line.name, evaluate(algebra, line.expression, { literals: 'weak', value }));
  return new Map([...written].map(([name, quantity]) => [name, tensorOf(algebra, quantity).elements[0]!]));
}
