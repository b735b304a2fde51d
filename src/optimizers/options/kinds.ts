import type { BooleanOption, NumberOption } from '../rules/rule.ts';

type Slider = NumberOption['slider'];

const linear = (min: number, max: number): Slider => ({ min, max, scale: 'linear' });
const log = (min: number, max: number): Slider => ({ min, max, scale: 'log' });

/** A number that Keras does not check. */
export function free(key: string, usual: number, sentence: string, slider: Slider = linear(0, 1)): NumberOption {
  const refusal = `\`${key}\` should be a number.`;
  return { kind: 'number', key, default: usual, least: -Infinity, most: Infinity, slider, sentence, refusal };
}

/** A share in [0, 1) by its slider, unchecked by Keras. */
export const beta = (key: string, usual: number, sentence: string): NumberOption =>
  free(key, usual, sentence, linear(0, 0.9999));

/** A small constant against division by zero. */
export const epsilon = (key: string, usual: number, sentence: string): NumberOption =>
  free(key, usual, sentence, log(usual, 0.1));

export const flag = (key: string, usual: boolean, sentence: string): BooleanOption => ({
  kind: 'boolean',
  key,
  default: usual,
  sentence,
});

export const learningRate = (usual: number): NumberOption => ({
  kind: 'number',
  key: 'learning_rate',
  default: usual,
  least: -Infinity,
  most: Infinity,
  schedule: true,
  slider: log(0.0001, 1),
  sentence: 'How far one step goes along the negative gradient: a number, a schedule, or a formula of the step.',
  refusal:
    'Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in the current iteration value and returns the corresponding learning rate value).',
});

export { linear, log };
