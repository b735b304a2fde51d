import { free, learningRate, linear } from '../options/kinds.ts';
import { betas, localStep, smallConstant } from './parts.ts';
import { numberOf, type Rule } from './rule.ts';

/** The variable holds y, where gradients are taken; the slot `momentum` is z; the average x is never stored. */
export const scheduleFreeAdamW: Rule = {
  name: 'ScheduleFreeAdamW',
  sentence: 'AdamW that averages its iterates instead of letting the learning rate fall.',
  source: 'https://keras.io/api/optimizers/schedule_free_adamw/',
  family: 'keras',
  options: [
    learningRate(0.0025),
    ...betas,
    smallConstant(1e-8),
    { ...free('warmup_steps', 0, 'Steps over which the learning rate grows from 0.', linear(0, 50)), whole: true },
  ],
  update: config => [
    { text: 'slot momentum = w' },
    localStep,
    {
      text:
        numberOf(config, 'warmup_steps') > 0
          ? 'rate = learning_rate * min(local_step / warmup_steps, 1)'
          : 'rate = f32(learning_rate)',
    },
    { text: 'velocity = velocity + (g * g - velocity) * (1 - f32(beta_2))' },
    { text: 'denominator = sqrt(velocity / (1 - pow(beta_2, local_step))) + epsilon' },
    { text: 'recovered = (w - (1 - f32(beta_1)) * momentum) / beta_1' },
    { text: 'momentum = momentum - rate * g / denominator' },
    { text: 'share = 1 / local_step' },
    { text: 'averaged = (1 - share) * recovered + share * momentum' },
    { text: 'w = (1 - f32(beta_1)) * momentum + beta_1 * averaged' },
  ],
};
