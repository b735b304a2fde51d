import { positive, type ScheduleKind } from './schedule.ts';

export const inverseTimeDecay: ScheduleKind = {
  name: 'InverseTimeDecay',
  sentence: 'Falls like 1 / time: gliding, or in stairs.',
  defaults: {
    initial_learning_rate: undefined,
    decay_steps: undefined,
    decay_rate: undefined,
    staircase: false,
    name: 'InverseTimeDecay',
  },
  check: positive('decay_steps'),
  lines: ({ staircase }) => [
    { text: staircase ? 'p = floor(step / decay_steps)' : 'p = step / decay_steps' },
    { text: 'learning_rate = initial_learning_rate / (1 + decay_rate * p)' },
  ],
};
