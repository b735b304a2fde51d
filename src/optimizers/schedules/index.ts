import type { Precision } from '../../formula/graph.ts';
import type { Config, OptionValue, Serialized } from '../rules/rule.ts';
import { cosineDecay } from './cosineDecay.ts';
import { cosineDecayRestarts } from './cosineDecayRestarts.ts';
import { exponentialDecay } from './exponentialDecay.ts';
import { formula } from './formula.ts';
import { inverseTimeDecay } from './inverseTimeDecay.ts';
import { piecewiseConstantDecay } from './piecewiseConstantDecay.ts';
import { polynomialDecay } from './polynomialDecay.ts';
import { createRateAt, type ScheduleKind } from './schedule.ts';

/** Every schedule, by Keras's class name. */
export const scheduleKinds: Readonly<Record<string, ScheduleKind>> = {
  ExponentialDecay: exponentialDecay,
  PiecewiseConstantDecay: piecewiseConstantDecay,
  PolynomialDecay: polynomialDecay,
  InverseTimeDecay: inverseTimeDecay,
  CosineDecay: cosineDecay,
  CosineDecayRestarts: cosineDecayRestarts,
  Formula: formula,
};

/** The kind of a class name. Throws an Error that lists the names there are. */
export function scheduleNamed(name: string): ScheduleKind {
  const kind = Object.hasOwn(scheduleKinds, name) ? scheduleKinds[name] : undefined;
  if (!kind) throw new Error(`Unknown schedule. Known: ${Object.keys(scheduleKinds).join(', ')}. Received: ${name}.`);
  return kind;
}

export const isSerialized = (value: unknown): value is Serialized =>
  typeof value === 'object' && value !== null && 'class_name' in value && 'config' in value;

/** A schedule's config with its defaults, in the order of get_config. Throws an Error for a key that is missing or unknown. */
export function scheduleConfig(kind: ScheduleKind, given: Config): Config {
  for (const key of Object.keys(given))
    if (!(key in kind.defaults))
      throw new TypeError(`${kind.name}.__init__() got an unexpected keyword argument '${key}'`);
  const entries = Object.entries(kind.defaults).map(([key, usual]): [string, OptionValue] => {
    const value = given[key] ?? usual;
    if (value === undefined)
      throw new TypeError(`${kind.name}.__init__() missing 1 required positional argument: '${key}'`);
    return [key, value];
  });
  return Object.fromEntries(entries);
}

/** A schedule's learning rate after so many calls. Throws an Error where the schedule is unknown or its formula wrong. */
export function scheduledRate({ class_name, config }: Serialized, precision: Precision): (step: number) => number {
  const kind = scheduleNamed(class_name);
  const full = scheduleConfig(kind, config);
  return createRateAt(kind.lines(full), full, precision);
}

/** The reason against a schedule's config, in words; undefined where there is none. */
export function scheduleObjection(schedule: Serialized): string | undefined {
  try {
    const kind = scheduleNamed(schedule.class_name);
    const reason = kind.check?.(scheduleConfig(kind, schedule.config), 'keras3');
    return (
      reason ?? (Number.isFinite(scheduledRate(schedule, 'float32')(0)) ? undefined : 'The learning rate is no number.')
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
