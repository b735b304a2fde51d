import { epsilon, flag, free, learningRate, linear } from '../options/kinds.ts';
import { localStep } from './parts.ts';
import type { Rule, RuleLine } from './rule.ts';

/** A matrix keeps only the means of its rows and of its columns. */
const factored: readonly RuleLine[] = [
  { text: 'slot row = zeros(mean_along(w, -1))' },
  { text: 'slot column = zeros(mean_along(w, -2))' },
  { text: 'slot velocity = 0' },
  { text: 'row = decay * row + (1 - decay) * mean_along(squares, -1)' },
  { text: 'column = decay * column + (1 - decay) * mean_along(squares, -2)' },
  { text: 'velocity = row / mean(row) * column' },
];

/** relative_step changes nothing: rho takes the same minimum, and learning_rate is used nowhere else. */
export const adafactor: Rule = {
  name: 'Adafactor',
  sentence: 'Steps relative to the size of w, with a factored second moment for matrices.',
  source: 'https://keras.io/api/optimizers/adafactor/',
  family: 'keras',
  options: [
    learningRate(0.001),
    free('beta_2_decay', -0.8, 'The decay rate of beta_2: it is 1 − t to this power.', linear(-1, 0)),
    epsilon('epsilon_1', 1e-30, 'A small offset to keep the denominator away from 0.'),
    epsilon('epsilon_2', 0.001, 'The least size of w that steps are relative to.'),
    free('clip_threshold', 1, 'The root mean square above which an update is scaled down.', linear(0.01, 2)),
    flag('relative_step', true, 'Whether learning_rate is at most 1 / √t, if it is a number.'),
  ],
  slotNames: { row: '', column: '' },
  slotCalls: [['row', 'column', 'velocity']],
  shaped: true,
  placeholders: true,
  update: (_, { shape }) => [
    localStep,
    { text: 'rho = min(learning_rate, 1 / sqrt(local_step))' },
    { text: 'alpha = max(epsilon_2, sqrt(mean(w * w))) * rho' },
    { text: 'squares = g * g + epsilon_1' },
    { text: 'decay = 1 - pow(local_step, beta_2_decay)' },
    ...(shape.length < 2 ? [{ text: 'velocity = decay * velocity + (1 - decay) * squares' }] : factored),
    { text: 'direction = g / sqrt(velocity)' },
    { text: 'clipped = direction / max(1, sqrt(mean(direction * direction)) / clip_threshold)' },
    { text: 'w = w - alpha * clipped' },
  ],
};
