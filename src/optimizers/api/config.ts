import { rounding } from '../../formula/graph.ts';
import { optionsOf } from '../options.ts';
import type { Config, Dialect, OptionValue, Rule, Serialized } from '../rules/rule.ts';
import type { Core } from './core.ts';
import { isSchedule, type LearningRateSchedule } from './schedules.ts';

type Given = Readonly<Record<string, unknown>>;

/** All options with their defaults; `lr` wins over learning_rate. */
export function constructorOptions(rule: Rule, dialect: Dialect, given: Given): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const { key, default: usual } of optionsOf(rule, dialect))
    config[key] = given[key] === undefined ? usual : given[key];
  if (dialect !== 'keras3' && given.lr !== undefined) config.learning_rate = given.lr;
  return config;
}

/** get_config(): Keras's keys in Keras's order. */
export function configOf(core: Core): Config {
  return core.dialect === 'keras3' ? keras3Config(core) : legacyConfig(core);
}

function keras3Config({ rule, name, rate, options }: Core): Config {
  const entries = optionsOf(rule).map(({ key }): [string, OptionValue] => [
    key,
    key === 'learning_rate' ? rateConfig(rate.source, 'keras3') : (options[key] as OptionValue),
  ]);
  return { name, ...Object.fromEntries(entries) };
}

function legacyConfig({ name, rate, options, dialect, decay, floatx, iteration }: Core): Config {
  const clips = ['clipnorm', 'clipvalue', ...(dialect === 'legacy' ? ['global_clipnorm'] : [])];
  const set = clips.filter(key => options[key] !== null).map(key => [key, options[key] as OptionValue]);
  // After the first step hyperparameters are variables of floatx.
  const round = iteration.value[0]! > 0 ? rounding(floatx) : (value: number) => value;
  const hyper = (key: string): number => {
    const value = options[key];
    return round(typeof value === 'function' ? (value as () => number)() : (value as number));
  };
  return {
    name,
    ...Object.fromEntries(set),
    learning_rate: rateConfig(rate.source, dialect),
    decay: dialect === 'legacy' ? decay : hyper('decay'),
    momentum: hyper('momentum'),
    nesterov: options.nesterov as boolean,
  };
}

/** A schedule nested as a config; the older classes put a callable's present value, Keras 3 the function. */
function rateConfig(source: unknown, dialect: Dialect): OptionValue {
  if (isSchedule(source)) return serializeSchedule(source, dialect);
  if (typeof source === 'function') return dialect === 'keras3' ? (source as never) : (source as () => number)();
  return source as number;
}

function serializeSchedule(schedule: LearningRateSchedule, dialect: Dialect): OptionValue {
  const { class_name } = schedule;
  if (dialect !== 'keras3') return { class_name, config: schedule.getConfig() };
  return { module: 'keras.optimizers.schedules', class_name, config: schedule.getConfig(), registered_name: null };
}

/** An optimizer as keras.optimizers.serialize() gives it. */
export function serializeOptimizer(className: string, config: Config): Serialized {
  return { module: 'keras.optimizers', class_name: className, config, registered_name: null };
}
