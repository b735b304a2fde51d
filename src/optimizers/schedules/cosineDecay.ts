import { positive, type ScheduleKind } from './schedule.ts';

const cosine = (from: string, step: string) => [
  { text: `cosine_decayed = 0.5 * (1 + cos(pi * (${step} / decay_steps)))` },
  { text: `learning_rate = ${from} * ((1 - alpha) * cosine_decayed + alpha)` },
];

export const cosineDecay: ScheduleKind = {
  name: 'CosineDecay',
  sentence: 'Half a cosine down to alpha · start in decay_steps, after a straight warm-up if there is one.',
  defaults: {
    initial_learning_rate: undefined,
    decay_steps: undefined,
    alpha: 0,
    name: 'CosineDecay',
    warmup_target: null,
    warmup_steps: 0,
  },
  check: positive('decay_steps'),
  lines({ warmup_target }) {
    if (warmup_target === null) return cosine('initial_learning_rate', 'min(step, decay_steps)');
    const [decayed, value] = cosine('warmup_target', '(n - warmup_steps)');
    return [
      { text: 'n = min(step, decay_steps + warmup_steps)' },
      {
        text: 'warmed = (f32(warmup_target) - f32(initial_learning_rate)) * (n / warmup_steps) + initial_learning_rate',
      },
      decayed!,
      { text: value!.text.replace('learning_rate = ', 'learning_rate = n < warmup_steps ? warmed : ') },
    ];
  },
};
