import { positive, type ScheduleKind } from './schedule.ts';

/** In cycle mode the whole number of cycles is rounded up, so that the value at n = k · decay_steps is the end's. */
const cycling = [
  { text: 'cycles = step == 0 ? 1 : -floor(-(step / decay_steps))' },
  { text: 'p = step / (decay_steps * cycles)' },
];

export const polynomialDecay: ScheduleKind = {
  name: 'PolynomialDecay',
  sentence:
    'Goes down to end_learning_rate in decay_steps, along a power of the time left; once, or in ever longer cycles.',
  defaults: {
    initial_learning_rate: undefined,
    decay_steps: undefined,
    end_learning_rate: 0.0001,
    power: 1,
    cycle: false,
    name: 'PolynomialDecay',
  },
  check: positive('decay_steps'),
  lines: ({ cycle }) => [
    ...(cycle ? cycling : [{ text: 'p = min(step, decay_steps) / decay_steps' }]),
    {
      text: 'learning_rate = (f32(initial_learning_rate) - f32(end_learning_rate)) * pow(1 - p, power) + end_learning_rate',
    },
  ],
};
