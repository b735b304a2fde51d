import type { Stage } from '../pipeline.ts';

/**
 * keras.optimizers.LossScaleOptimizer round another optimizer: its step is made with g / dynamic_scale if every gradient is
 * finite, and not at all otherwise; then the scale grows after so many finite steps in a row, or is halved.
 */
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
    { name: 'unscale', lines: [{ text: 'g = g / dynamic_scale' }] },
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
