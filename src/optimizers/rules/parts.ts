import { beta, epsilon } from '../options/kinds.ts';
import type { NumberOption, RuleLine } from './rule.ts';

/** t of the papers, counted in updates from 1. */
export const localStep: RuleLine = { text: 'local_step = iterations + 1' };

/** β₁ᵗ and β₂ᵗ, on which bias corrections rest. */
export const powers: readonly RuleLine[] = [
  localStep,
  { text: 'power_1 = pow(beta_1, local_step)' },
  { text: 'power_2 = pow(beta_2, local_step)' },
];

/** Running means of g and g², in Keras's difference form. */
export const firstMoment: RuleLine = { text: 'momentum = momentum + (g - momentum) * (1 - beta_1)' };
export const secondMoment: RuleLine = { text: 'velocity = velocity + (g * g - velocity) * (1 - beta_2)' };

export const betas: readonly NumberOption[] = [
  beta('beta_1', 0.9, 'The exponential decay rate for the first moment estimates.'),
  beta('beta_2', 0.999, 'The exponential decay rate for the second moment estimates.'),
];

export const smallConstant = (usual = 1e-7): NumberOption =>
  epsilon('epsilon', usual, 'A small constant for numerical stability.');
