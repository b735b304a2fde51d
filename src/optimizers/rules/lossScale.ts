import { free, log } from '../options/kinds.ts';
import type { Stage } from '../pipeline.ts';
import type { Rule } from './rule.ts';
import { sgd } from './sgd.ts';

/** The stages round those of the inner optimizer, which run only where `finite`. */
export const lossScaleStages: { readonly before: readonly Stage[]; readonly after: readonly Stage[] } = {
  before: [
    {
      name: 'check',
      lines: [
        { text: 'slot step_counter = 0' },
        { text: 'slot dynamic_scale = initial_scale' },
        { text: 'finite = all_finite(g)' },
      ],
    },
    { name: 'unscale', when: ['finite'], lines: [{ text: 'g = g / dynamic_scale' }] },
  ],
  after: [
    {
      name: 'rescale',
      lines: [
        { text: 'grows = step_counter == dynamic_growth_steps - 1' },
        { text: 'dynamic_scale = finite ? grows ? dynamic_scale * 2 : dynamic_scale : dynamic_scale * 0.5' },
        { text: 'step_counter = finite ? grows ? 0 : step_counter + 1 : 0' },
      ],
    },
  ],
};

/** Counts the inner optimizer's calls, which are what its schedule and its iterations see. */
export const innerCalls = 'inner_calls';

/**
 * keras.optimizers.LossScaleOptimizer round SGD: a step is made with g / dynamic_scale if every gradient is finite, and not at
 * all otherwise; then the scale grows after so many finite steps in a row, or is halved.
 */
export const lossScale: Rule = {
  ...sgd,
  name: 'LossScaleOptimizer',
  sentence: 'SGD whose loss is scaled up as far as float16 or float32 allow: a step that overflows is not made.',
  source: 'https://keras.io/api/optimizers/loss_scale_optimizer/',
  wraps: true,
  options: [
    ...sgd.options,
    free('initial_scale', 32768, 'The initial loss scale.', log(1, 2 ** 24)),
    free('dynamic_growth_steps', 2000, 'How many finite steps in a row double the scale.', log(1, 2000)),
  ],
};
