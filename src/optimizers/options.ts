import type { Config, Option, OptionValue, Rule } from './rules/rule.ts';

/** Keras's reason against a value of an option; undefined where there is none. */
export function objection(option: Option, value: unknown): string | undefined {
  if (option.kind === 'boolean')
    return typeof value === 'boolean' ? undefined : `\`${option.key}\` is True or False. Received: ${String(value)}`;
  const fits = typeof value === 'number' && Number.isFinite(value) && value >= option.least && value <= option.most;
  return fits ? undefined : `${option.refusal} Received: ${option.key}=${String(value)}`;
}

/** All defaults of a rule. */
export function defaultConfig(rule: Rule): Config {
  return Object.fromEntries(rule.options.map(option => [option.key, option.default]));
}

/** A config with one option changed. */
export function withOption(config: Config, key: string, value: OptionValue): Config {
  return { ...config, [key]: value };
}

/** The options that are numbers of the update rule, in the order of the config. */
export function hyperparameters(rule: Rule): string[] {
  return rule.options.filter(option => option.kind === 'number').map(option => option.key);
}
