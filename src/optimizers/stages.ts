import { differenceLines, inPrecision, noiseLines, sourceNames } from './gradientSource.ts';
import type { Stage, StageContext } from './pipeline.ts';
import { numberOf, type Dialect } from './rules/rule.ts';

export type Order = Dialect | 'per_micro_step' | 'other';
type Builder = (context: StageContext, order: Order) => readonly Stage[];

const isSet = ({ config }: StageContext, key: string): boolean => config[key] !== null && config[key] !== undefined;
const only = (condition: boolean, ...stages: readonly Stage[]): readonly Stage[] => (condition ? stages : []);

const updates = 'mod(step + 1, gradient_accumulation_steps) == 0';
const waits = 'mod(step + 1, gradient_accumulation_steps) != 0';
const accumulates = (context: StageContext): boolean => numberOf(context.config, 'gradient_accumulation_steps') !== 0;
/** Runs on calls that update; all do where nothing is accumulated. */
const onUpdates = (context: StageContext): Pick<Stage, 'when'> => (accumulates(context) ? { when: [updates] } : {});

const byNorm = { text: 'g = g * clipnorm / max(norm(g), clipnorm)' };
const byValue = { text: 'g = max(min(g, clipvalue), -clipvalue)' };
/** n − n is 0, or NaN where the norm is not finite. */
const byGlobalNorm = (limit: string) => [
  { text: 'total_norm = global_norm(g)' },
  { text: `clip_scale = global_clipnorm * min(1 / total_norm, 1 / ${limit}) + (total_norm - total_norm)` },
  { text: 'g = g * clip_scale' },
];

/** One row a mark in the orders of pipeline.ts: its stage, or stages, or none where it is switched off. */
export const builders = {
  gradient: ({ rule: { gradientAt }, source }) => {
    const ahead = gradientAt ? [{ text: `ahead = ${gradientAt}` }] : [];
    const differences = source ? differenceLines(source, gradientAt ? 'ahead' : 'w') : [];
    return [
      {
        name: 'gradient',
        lines: [...ahead, ...differences],
        ...(gradientAt && { at: 'ahead', only: 'page' as const }),
        ...(differences.length > 0 && { own: sourceNames }),
      },
    ];
  },
  noise: ({ source }) => {
    const lines = source ? noiseLines(source) : [];
    return only(lines.length > 0, { name: 'noise', lines, own: sourceNames, only: 'page', perReplica: true });
  },
  /** Where the loss is scaled, its gradient is rounded after that: below. */
  float16: context =>
    only(context.source?.float16 === true && !isSet(context, 'loss_scale_factor'), {
      name: 'float16',
      lines: [{ text: 'g = float16(g)' }],
      only: 'page',
      perReplica: true,
    }),
  scale: context =>
    only(isSet(context, 'loss_scale_factor'), {
      name: 'scale',
      lines: [{ text: `g = ${inPrecision(context.source, 'g * loss_scale_factor')}` }],
      only: 'page',
    }),
  /** Variables of float8 training hand over their new value as the gradient; several are joined by their maximum. */
  overwriteWithGradient: context => {
    const stage = { name: 'overwrite_with_gradient', variables: 'overwriting' } as const;
    if (!context.overwriting) return [];
    if (!accumulates(context)) return [{ ...stage, lines: [{ text: 'w = g' }] }];
    return [
      { ...stage, when: [waits], lines: [{ text: 'gradient_accumulator = max(g, gradient_accumulator)' }] },
      { ...stage, when: [updates], lines: [{ text: 'w = max(g, gradient_accumulator)' }] },
    ];
  },
  unscale: context =>
    only(isSet(context, 'loss_scale_factor'), {
      name: 'unscale',
      perReplica: true,
      lines: [{ text: 'g = g / loss_scale_factor' }],
    }),
  accumulate: context =>
    only(
      accumulates(context),
      { name: 'accumulate', when: [waits], lines: [{ text: 'gradient_accumulator = g + gradient_accumulator' }] },
      {
        name: 'accumulate',
        when: [updates],
        lines: [{ text: 'g = (g + gradient_accumulator) / gradient_accumulation_steps' }],
      },
    ),
  clip: (context, order) => {
    const kind = ['clipnorm', 'global_clipnorm', 'clipvalue'].find(key => numberOf(context.config, key) > 0);
    const lines = kind === 'clipnorm' ? [byNorm] : kind === 'clipvalue' ? [byValue] : byGlobalNorm('global_clipnorm');
    return only(kind !== undefined, {
      name: 'clip',
      perReplica: true,
      lines,
      ...(order === 'keras3' && onUpdates(context)),
    });
  },
  clipNorm: context => only(isSet(context, 'clipnorm'), { name: 'clip', lines: [byNorm] }),
  clipValue: context => only(isSet(context, 'clipvalue'), { name: 'clip', lines: [byValue] }),
  clipGlobal: context =>
    only(isSet(context, 'global_clipnorm'), { name: 'clip', lines: byGlobalNorm('f32(global_clipnorm)') }),
  clipNormInMinimize: context =>
    only(isSet(context, 'clipnorm'), { name: 'clip', perReplica: true, only: 'minimize', lines: [byNorm] }),
  clipValueInMinimize: context =>
    only(isSet(context, 'clipvalue'), { name: 'clip', perReplica: true, only: 'minimize', lines: [byValue] }),
  aggregate: ({ reduce, hooks, source }) =>
    hooks?.includes('gradient_aggregator')
      ? [{ name: 'aggregate', lines: [], hook: 'gradient_aggregator' }]
      : only(reduce !== undefined, {
          name: 'aggregate',
          lines: [{ text: `g = replica_${reduce}(g)` }],
          ...(source && { replicas: source.replicas }),
        }),
  transform: ({ hooks }) =>
    only(hooks?.includes('gradient_transformers') === true, {
      name: 'transform',
      lines: [],
      hook: 'gradient_transformers',
    }),
  timeDecay: context =>
    only(numberOf(context.config, 'decay') > 0, {
      name: 'time_decay',
      lines: [{ text: 'learning_rate = learning_rate / (1 + decay * iterations)' }],
    }),
  decay: (context, order) => {
    const key = context.rule.decayKey?.(context.shape) ?? 'weight_decay';
    const decays = isSet(context, key);
    // A rule whose lines depend on the shape keeps the stage for all of them, so that their stages stay side by side.
    return only(decays || context.rule.shaped === true, {
      name: 'decay',
      variables: 'decayed',
      lines: decays ? [{ text: `w = w - w * ${key} * learning_rate` }] : [],
      ...(order === 'keras3' && onUpdates(context)),
    });
  },
  update: context => [
    {
      ...(context.hooks?.includes('update_step') && { hook: 'update_step' as const }),
      name: 'update',
      lines: context.rule.update(context.config, { shape: context.shape, dialect: context.dialect ?? 'keras3' }),
      ...onUpdates(context),
    },
  ],
  reset: context =>
    only(accumulates(context), {
      name: 'reset',
      variables: 'all',
      when: [updates],
      lines: [{ text: 'gradient_accumulator = 0' }],
    }),
  average: context =>
    only(context.config.use_ema === true, {
      name: 'average',
      variables: 'all',
      lines: [
        { text: 'kept = iterations != 0 ? f32(ema_momentum) : 0' },
        { text: 'average = kept * average + (1 - kept) * w' },
      ],
    }),
  overwrite: context =>
    only(context.config.use_ema === true && Boolean(context.config.ema_overwrite_frequency), {
      name: 'overwrite',
      variables: 'all',
      when: ['mod(iterations + 1, ema_overwrite_frequency) == 0'],
      lines: [{ text: 'w = average' }],
    }),
  constrain: context => constrain(context, false),
  constrainAtOnce: context => constrain(context, true),
} as const satisfies Record<string, Builder>;

/** Legacy optimizers constrain each variable right after its own update. */
function constrain({ constraintLines: lines, hooks }: StageContext, together: boolean): readonly Stage[] {
  const stage = { name: 'constrain', variables: 'constrained', together } as const;
  if (lines) return [{ ...stage, lines }];
  return only(hooks?.includes('constraint') === true, { ...stage, lines: [], hook: 'constraint' });
}
