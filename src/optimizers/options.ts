import type { Config, Dialect, Option, OptionValue, Rule } from './rules/rule.ts';
import { baseOptions } from './options/base.ts';

/** Keras's reason against a value of an option; undefined where there is none. What else may stand for a number is not judged. */
export function objection(option: Option, value: unknown): string | undefined {
  if (option.kind === 'boolean')
    return typeof value === 'boolean' ? undefined : `\`${option.key}\` is True or False. Received: ${String(value)}`;
  if (option.kind === 'fixed') return undefined;
  if (value === null && option.nullable) return undefined;
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= option.least &&
    value <= option.most &&
    !(option.whole && !Number.isInteger(value));
  return fits ? undefined : `${option.refusal} Received: ${option.key}=${String(value)}`;
}

/** All options of a rule in a dialect, in the order of Keras's config (name aside). */
export function optionsOf(rule: Rule, dialect: Dialect = 'keras3'): readonly Option[] {
  if (rule.family === 'other') return rule.options;
  const [learningRate, ...own] = rule.options;
  const base = baseOptions[dialect].map(option => {
    const usual = rule.defaults?.[option.key];
    return usual === undefined ? option : ({ ...option, default: usual } as Option);
  });
  return [learningRate!, ...base, ...own];
}

/** All defaults of a rule. */
export function defaultConfig(rule: Rule, dialect: Dialect = 'keras3'): Config {
  return Object.fromEntries(optionsOf(rule, dialect).map(option => [option.key, option.default]));
}

/** A config with one option changed. */
export function withOption(config: Config, key: string, value: OptionValue): Config {
  return { ...config, [key]: value };
}

/** The options that are numbers of the update rule, in the order of the config. */
export function hyperparameters(rule: Rule, dialect: Dialect = 'keras3'): string[] {
  return optionsOf(rule, dialect)
    .filter(option => option.kind === 'number')
    .map(option => option.key);
}
