import { python, pythonFloat, ValueError } from '../errors.ts';
import { optionsOf } from '../options.ts';
import type { Config, Rule } from '../rules/rule.ts';
import { isSchedule } from './schedules.ts';
import { isSerialized } from '../schedules/index.ts';

export type Given = Readonly<Record<string, unknown>>;

/** Keys of the constructor that are no options of Keras's. */
const ours: ReadonlySet<string> = new Set(['dialect', 'floatx', 'accumulation', 'onWarning', 'custom_objects']);

const keysOf = (given: Given): string[] => Object.keys(given).filter(key => !ours.has(key) && given[key] !== undefined);

/** The checks of Keras 3's constructor, in its order. Throws ValueError in its words; returns warnings. */
export function checkKeras3(rule: Rule, given: Given, config: Given): string[] {
  const warnings =
    given.decay !== undefined && given.decay !== null
      ? ['Argument `decay` is no longer supported and will be ignored.']
      : [];
  const known = new Set(['name', 'decay', ...optionsOf(rule).map(option => option.key)]);
  const unknown = keysOf(given).filter(key => !known.has(key));
  if (unknown.length > 0)
    throw new ValueError(
      `Argument(s) not recognized: ${python(Object.fromEntries(unknown.map(key => [key, given[key]])))}`,
    );
  if (rule.family === 'keras') checkBase(config);
  const reason = rule.check?.(config as Config);
  if (reason) throw new ValueError(reason);
  return warnings;
}

function checkBase(config: Given): void {
  const refuse = (sentence: string, key: string): never => {
    throw new ValueError(`${sentence} Received: ${key}=${python(config[key])}`);
  };
  const { gradient_accumulation_steps: steps, use_ema, ema_momentum, ema_overwrite_frequency: frequency } = config;
  if (steps && !((steps as number) >= 2))
    refuse('`gradient_accumulation_steps` must be an integer >= 2.', 'gradient_accumulation_steps');
  if (use_ema) {
    if ((ema_momentum as number) > 1 || (ema_momentum as number) < 0)
      refuse('`ema_momentum` must be in the range [0, 1].', 'ema_momentum');
    if (frequency && frequency !== true && (!Number.isInteger(frequency) || (frequency as number) < 1))
      refuse('`ema_overwrite_frequency` must be an integer >= 1 or None.', 'ema_overwrite_frequency');
  }
  const { clipnorm, clipvalue, global_clipnorm } = config;
  if ([clipnorm, clipvalue, global_clipnorm].filter(value => value !== null).length > 1)
    throw new ValueError(
      'Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: ' +
        `clipnorm=${pythonFloat(clipnorm)}, clipvalue=${pythonFloat(clipvalue)}, global_clipnorm=${pythonFloat(global_clipnorm)}`,
    );
  const { learning_rate: rate } = config;
  if (typeof rate !== 'number' && typeof rate !== 'function' && !isSchedule(rate) && !isSerialized(rate))
    throw new ValueError(
      'Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in the ' +
        'current iteration value and returns the corresponding learning rate value). Received instead: ' +
        `learning_rate=${typeof rate === 'string' ? rate : python(rate)}`,
    );
}

const legacyKeywords = {
  legacy: ['clipnorm', 'clipvalue', 'global_clipnorm', 'lr', 'decay'],
  'tf2.0': ['clipnorm', 'clipvalue', 'lr', 'decay'],
} as const;
const named: ReadonlySet<string> = new Set(['learning_rate', 'momentum', 'nesterov', 'name']);
const hooks: ReadonlySet<string> = new Set(['gradient_aggregator', 'gradient_transformers']);

/** The checks of the two older constructors. Throws TypeError or ValueError as they do; returns warnings. */
export function checkLegacy(dialect: 'legacy' | 'tf2.0', given: Given): string[] {
  for (const key of keysOf(given)) {
    if (named.has(key) || (dialect === 'legacy' && hooks.has(key))) continue;
    if (!(legacyKeywords[dialect] as readonly string[]).includes(key))
      throw new TypeError(`Unexpected keyword argument passed to optimizer: ${key}`);
    const value = given[key];
    if (value === null && (dialect === 'tf2.0' || key === 'decay'))
      throw new TypeError("'<' not supported between instances of 'NoneType' and 'int'");
    if ((value as number) < 0) throw new ValueError(`Expected ${key} >= 0, received: ${python(value)}`);
  }
  const { momentum } = given;
  if (typeof momentum === 'number' && (momentum < 0 || momentum > 1)) {
    const received = dialect === 'legacy' ? ` Received: momentum=${python(momentum)} (of type <class 'float'>).` : '';
    throw new ValueError(`\`momentum\` must be between [0, 1].${received}`);
  }
  const isSet = (key: string): boolean => given[key] !== undefined && given[key] !== null;
  if (isSet('clipnorm') && isSet('global_clipnorm'))
    throw new ValueError(
      'Cannot accept both `clipnorm` and `global_clipnorm`. Received: ' +
        `\`clipnorm\`=${python(given.clipnorm)}, \`global_clipnorm\`=${python(given.global_clipnorm)}.`,
    );
  for (const key of ['clipnorm', 'clipvalue', 'global_clipnorm'])
    if (isSet(key) && (given.gradient_transformers as readonly unknown[] | undefined)?.length)
      throw new ValueError(clipBesideTransformers(key));
  return given.lr === undefined || dialect === 'tf2.0'
    ? []
    : ['The `lr` argument is deprecated, use `learning_rate` instead.'];
}

export const clipBesideTransformers = (key: string): string =>
  `\`${key}\` cannot be set when \`gradient_transformers\` is set. Instead, use the \`gradient_transformers\` to specify clipping and other transformations.`;
