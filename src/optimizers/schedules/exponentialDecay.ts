import { positive, type ScheduleKind } from './schedule.ts';

export const exponentialDecay: ScheduleKind = {
  name: 'ExponentialDecay',
  sentence: 'Multiplies by decay_rate every decay_steps: gliding, or in stairs.',
  defaults: {
    initial_learning_rate: undefined,
    decay_steps: undefined,
    decay_rate: undefined,
    staircase: false,
    name: 'ExponentialDecay',
  },
  check: positive('decay_steps'),
  lines: ({ staircase }) => [
    { text: staircase ? 'p = floor(step / decay_steps)' : 'p = step / decay_steps' },
    { text: 'learning_rate = initial_learning_rate * pow(decay_rate, p)' },
  ],
};
