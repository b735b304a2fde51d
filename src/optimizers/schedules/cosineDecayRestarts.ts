import { positive, type ScheduleKind } from './schedule.ts';

/** Which restart it is, and how much of its period is done, where periods grow t_mul-fold. */
const geometric = [
  { text: 'restart = floor(log(1 - fraction * (1 - f32(t_mul))) / log(f32(t_mul)))' },
  { text: 'past = (1 - pow(t_mul, restart)) / (1 - f32(t_mul))' },
  { text: 'done = (fraction - past) / pow(t_mul, restart)' },
];
const equal = [{ text: 'restart = floor(fraction)' }, { text: 'done = fraction - restart' }];

export const cosineDecayRestarts: ScheduleKind = {
  name: 'CosineDecayRestarts',
  sentence: 'Half cosines, each t_mul times as long and m_mul times as high as the one before (SGDR).',
  defaults: {
    initial_learning_rate: undefined,
    first_decay_steps: undefined,
    t_mul: 2,
    m_mul: 1,
    alpha: 0,
    name: 'SGDRDecay',
  },
  check: positive('first_decay_steps'),
  lines: ({ t_mul }) => [
    { text: 'fraction = step / first_decay_steps' },
    ...(t_mul === 1 ? equal : geometric),
    { text: 'cosine_decayed = 0.5 * pow(m_mul, restart) * (1 + cos(pi * done))' },
    { text: 'learning_rate = initial_learning_rate * ((1 - f32(alpha)) * cosine_decayed + alpha)' },
  ],
};
