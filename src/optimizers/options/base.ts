import type { Dialect, NumberOption, Option } from '../rules/rule.ts';
import { flag, linear, log } from './kinds.ts';

type Fields = Partial<NumberOption> & Pick<NumberOption, 'key' | 'sentence'>;

/** A number that may be None, which is off. */
function optional(fields: Fields): NumberOption {
  const refusal = `\`${fields.key}\` should be a number or None.`;
  return {
    kind: 'number',
    default: null,
    nullable: true,
    least: -Infinity,
    most: Infinity,
    slider: log(0.01, 10),
    refusal,
    ...fields,
  };
}

const decay = optional({
  key: 'weight_decay',
  slider: log(0.0001, 1),
  sentence: 'If set, weight decay is applied: w shrinks by w · weight_decay · learning_rate before the update.',
});
const clipnorm = optional({
  key: 'clipnorm',
  sentence:
    'If set, the gradient of each variable is individually clipped so that its norm is no higher than this value.',
});
const global = optional({
  key: 'global_clipnorm',
  sentence: 'If set, the gradient of all variables is clipped so that their global norm is no higher than this value.',
});
const clipvalue = optional({
  key: 'clipvalue',
  sentence:
    'If set, each element of the gradient is clipped to be no higher than this value, and no lower than its negative.',
});

const average: readonly Option[] = [
  flag('use_ema', false, 'Whether to keep an exponential moving average of the variable, after every step.'),
  {
    kind: 'number',
    key: 'ema_momentum',
    default: 0.99,
    least: 0,
    most: 1,
    slider: linear(0, 1),
    sentence: 'average = ema_momentum · average + (1 − ema_momentum) · w. Only used if use_ema is True.',
    refusal: '`ema_momentum` must be in the range [0, 1].',
  },
  optional({
    key: 'ema_overwrite_frequency',
    least: 0,
    whole: true,
    slider: linear(1, 100),
    sentence:
      'Every so many iterations w is overwritten by its average. None: only when finalize_variable_values is called.',
    refusal: '`ema_overwrite_frequency` must be an integer >= 1 or None.',
  }),
];

const scale = optional({
  key: 'loss_scale_factor',
  slider: log(1, 65536),
  sentence:
    'The loss is multiplied by it before gradients are computed, and gradients by its inverse before they are used.',
});
const accumulate = optional({
  key: 'gradient_accumulation_steps',
  least: 2,
  slider: linear(2, 16),
  sentence: 'w is updated every so many calls, with the average of the gradients since the last update.',
  refusal: '`gradient_accumulation_steps` must be an integer >= 2.',
});

const notNegative = (option: NumberOption): NumberOption => ({
  ...option,
  least: 0,
  refusal: `Expected ${option.key} >= 0.`,
});
const timeDecay: NumberOption = {
  ...notNegative(decay),
  key: 'decay',
  default: 0,
  nullable: false,
  sentence: 'learning_rate / (1 + decay · iterations). For backward compatibility.',
  refusal: 'Expected decay >= 0.',
};

/** The options of every optimizer of a dialect, in the order of its config, which puts learning_rate before them. */
export const baseOptions: Readonly<Record<Dialect, readonly Option[]>> = {
  keras3: [decay, clipnorm, global, clipvalue, ...average, scale, accumulate],
  legacy: [...[clipnorm, global, clipvalue].map(notNegative), timeDecay],
  'tf2.0': [...[clipnorm, clipvalue].map(notNegative), timeDecay],
};
