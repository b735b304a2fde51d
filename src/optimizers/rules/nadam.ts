import { learningRate } from '../options/kinds.ts';
import { betas, localStep, smallConstant } from './parts.ts';
import type { Rule } from './rule.ts';

/** Here 1 − β is a float32 subtraction, and the share of momentum grows by 0.96ᵗ (Dozat 2016). */
export const nadam: Rule = {
  name: 'Nadam',
  sentence: 'Adam with Nesterov momentum.',
  source: 'https://keras.io/api/optimizers/nadam/',
  family: 'keras',
  options: [learningRate(0.001), ...betas, smallConstant()],
  update: () => [
    { text: 'slot u_product = 1' },
    localStep,
    { text: 'u_product = u_product * beta_1 * (1 - 0.5 * pow(0.96, local_step))' },
    { text: 'u_now = beta_1 * (1 - 0.5 * pow(0.96, local_step))' },
    { text: 'u_next = beta_1 * (1 - 0.5 * pow(0.96, local_step + 1))' },
    { text: 'u_product_next = u_product * u_next' },
    { text: 'momentum = momentum + (g - momentum) * (1 - f32(beta_1))' },
    { text: 'velocity = velocity + (g * g - velocity) * (1 - f32(beta_2))' },
    { text: 'm_hat = u_next * momentum / (1 - u_product_next) + (1 - u_now) * g / (1 - u_product)' },
    { text: 'v_hat = velocity / (1 - pow(beta_2, local_step))' },
    { text: 'w = w - m_hat * learning_rate / (sqrt(v_hat) + epsilon)' },
  ],
};
