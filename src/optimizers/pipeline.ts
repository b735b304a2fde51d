import type { Shape } from '../formula/shapes.ts';
import { constraintLines } from './constraints/index.ts';
import { inPrecision, type GradientSource } from './gradientSource.ts';
import { rules } from './rules/index.ts';
import { customRule } from './rules/custom.ts';
import { innerCalls, lossScaleStages } from './rules/lossScale.ts';
import type { Config, Dialect, Rule, RuleLine, Serialized } from './rules/rule.ts';
import { builders, type Order } from './stages.ts';

export type StageName =
  | (
      | 'gradient'
      | 'noise'
      | 'float16'
      | 'scale'
      | 'check'
      | 'overwrite_with_gradient'
      | 'unscale'
      | 'accumulate'
      | 'clip'
      | 'aggregate'
    )
  | ('transform' | 'time_decay' | 'decay' | 'update' | 'reset' | 'average' | 'overwrite' | 'constrain' | 'rescale');

/** A named part of a step. `gradient` gives g, at w or where `at` says. */
export interface Stage {
  readonly name: StageName;
  readonly lines: readonly RuleLine[];
  /** Numbers of the step; the stage runs where all are other than 0. */
  readonly when?: readonly string[];
  /** Which variables: those with a gradient (`given`, if nothing is said), all, or those of them that have something set. */
  readonly variables?: 'given' | 'all' | 'decayed' | 'constrained' | 'overwriting';
  /** For each replica's gradient, before they become one. */
  readonly perReplica?: boolean;
  /** `minimize`: not where gradients are handed over; `page`: where gradients come from the loss. */
  readonly only?: 'minimize' | 'page';
  /** Done by a function of the user's instead of lines. */
  readonly hook?: 'gradient_aggregator' | 'gradient_transformers' | 'update_step' | 'constraint';
  /** Of the gradient: the name of the point it is taken at. */
  readonly at?: string;
  /** Variable by variable with the stage before. */
  readonly together?: boolean;
  /** Names in its lines that are its own, whatever else has them (gradientSource.ts). */
  readonly own?: readonly string[];
  /** Of the stage that makes replicas' gradients one: how many there are on the page. */
  readonly replicas?: number;
}

/** Which optimizer, by Keras's class name, and its options. */
export interface OptimizerConfig {
  readonly optimizer: string;
  readonly config: Config;
  readonly dialect?: Dialect;
  /** One variable (x, y), two scalars, or a matrix of one row or one column. */
  readonly layout?: 'vector' | 'scalars' | 'row' | 'column';
  /** As in Keras 3.1 to 3.4: micro-gradients are clipped, and w is decayed, on every call. */
  readonly accumulation?: 'per_micro_step';
  /** The lines of a typed rule, of which `optimizer` is then only the name. */
  readonly lines?: string;
  readonly constraint?: Serialized | null;
  /** Names of variables that are not decayed. */
  readonly exclude?: readonly string[];
  /** Where gradients come from on the page, if not from the derivative. */
  readonly source?: GradientSource;
}

/**
 * THE ORDER OF OPERATIONS of one call, a list a dialect; what is not switched on falls out. `keras3`: apply() of
 * keras/src/optimizers/base_optimizer.py. `per_micro_step`: the same up to Keras 3.4. `legacy`: apply_gradients() of
 * tf_keras/optimizers/legacy/optimizer_v2.py. `tf2.0`: the same file of TensorFlow 2.0.0, where only minimize() clips.
 */
const orders: Readonly<Record<Order, readonly (keyof typeof builders)[]>> = {
  keras3: [
    ...(['gradient', 'noise', 'float16', 'scale', 'overwriteWithGradient', 'unscale', 'accumulate', 'clip'] as const),
    ...(['aggregate', 'decay', 'update', 'reset', 'average', 'overwrite', 'constrain'] as const),
  ],
  per_micro_step: [
    ...(['gradient', 'noise', 'float16', 'scale', 'overwriteWithGradient', 'unscale', 'clip', 'decay'] as const),
    ...(['accumulate', 'aggregate', 'update', 'reset', 'average', 'overwrite', 'constrain'] as const),
  ],
  legacy: [
    ...(['gradient', 'noise', 'float16', 'aggregate', 'clipValue', 'clipNorm', 'clipGlobal'] as const),
    ...(['transform', 'timeDecay', 'update', 'constrainAtOnce'] as const),
  ],
  'tf2.0': [
    ...(['gradient', 'noise', 'float16', 'clipNormInMinimize', 'clipValueInMinimize', 'aggregate'] as const),
    ...(['timeDecay', 'update', 'constrainAtOnce'] as const),
  ],
  other: ['gradient', 'noise', 'float16', 'aggregate', 'update'],
};

/** What a call's stages depend on. */
export interface StageContext extends Omit<OptimizerConfig, 'optimizer'> {
  readonly rule: Rule;
  readonly shape: Shape;
  /** How replicas' gradients become one; undefined where there is one replica. */
  readonly reduce?: 'sum' | 'mean';
  /** True where a variable takes its gradient as its new value. */
  readonly overwriting?: boolean;
  readonly hooks?: readonly NonNullable<Stage['hook']>[];
  /** Lines of the constraint, where all variables have the same one. */
  readonly constraintLines?: readonly RuleLine[];
}

/** The stages of a call of `apply`, in order; only what is switched on. */
export function stagesOf(context: StageContext): Stage[] {
  const dialect = context.dialect ?? 'keras3';
  const order = context.rule.family === 'other' ? 'other' : (context.accumulation ?? dialect);
  if (context.rule.wraps) return withLossScale(context, order);
  return orders[order].flatMap(name => builders[name](context, order));
}

/**
 * Loss scaling takes the place of loss_scale_factor, and the inner optimizer steps only where all gradients are finite, those
 * of all replicas together.
 */
function withLossScale(context: StageContext, order: Order): Stage[] {
  const inner = { ...context, config: { ...context.config, loss_scale_factor: null } };
  const made = orders[order].flatMap((name): readonly Stage[] => builders[name](inner, order));
  const taken = made.filter(({ name }) => name === 'gradient' || name === 'noise');
  const together = context.source ? made.filter(({ name }) => name === 'aggregate') : [];
  const rest = made.filter(stage => !taken.includes(stage) && !together.includes(stage) && stage.name !== 'float16');
  const gated = rest.map(stage => ({ ...stage, when: ['finite', ...(stage.when ?? [])] }));
  const counted: Stage = { name: 'rescale', lines: [{ text: `${innerCalls} = ${innerCalls} + finite` }] };
  const scale: Stage = {
    name: 'scale',
    lines: [{ text: `g = ${inPrecision(context.source, 'g * dynamic_scale')}` }],
    only: 'page',
  };
  return [...taken, scale, ...together, ...lossScaleStages.before, ...gated, ...lossScaleStages.after, counted];
}

/** The stages of a run on the page, for variables of a shape. */
export function stages(optimizer: OptimizerConfig, shape: Shape = [2]): Stage[] {
  const { constraint, source } = optimizer;
  return stagesOf({
    ...optimizer,
    ...(source && source.replicas > 1 && { reduce: source.reduce }),
    rule: ruleOf(optimizer),
    shape,
    ...(constraint && { constraintLines: constraintLines(constraint, optimizer.dialect ?? 'keras3') }),
  });
}

/** The rule of a run: by its name, or as typed. */
export const ruleOf = ({ optimizer, lines }: OptimizerConfig): Rule =>
  lines === undefined ? ruleNamed(optimizer) : customRule(lines).rule;

/** A run's own lines as text to edit: what its update stage does, with its options as they stand. */
export const editableLines = (optimizer: OptimizerConfig): string =>
  stages(optimizer)
    .filter(({ name }) => name === 'update')
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .join('\n');

/** The rule of a class name. Throws an Error that lists the names there are. */
export function ruleNamed(name: string): Rule {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) throw new Error(`Unknown optimizer. Known: ${Object.keys(rules).join(', ')}. Received: ${name}.`);
  return rule;
}
