import { rounding, type Precision } from '../../formula/graph.ts';
import { compileLines } from '../../formula/scalar.ts';
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

/** A schedule made ready: the learning rate at a step, in a precision. Throws FormulaError where a line is wrong. */
export function createRateAt(
  lines: readonly RuleLine[],
  config: Config,
  precision: Precision,
): (step: number) => number {
  const round = rounding(precision);
  let now = 0;
  const { run, resolve } = compileLines(
    lines.map(parseLine),
    name => {
      const own = config[name];
      if (name === 'step') return { weak: false, get: () => now };
      return typeof own === 'number' ? { weak: true, get: () => own } : undefined;
    },
    precision,
  );
  const rate = resolve('learning_rate')!;
  return step => {
    now = round(step);
    run();
    return round(rate.get());
  };
}
