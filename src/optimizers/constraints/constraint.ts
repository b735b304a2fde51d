import type { Config, Dialect, RuleLine } from '../rules/rule.ts';

/** One of Keras's constraints: its config with defaults, in Keras's order, and its lines over w. */
export interface ConstraintKind {
  readonly name: string;
  readonly sentence: string;
  readonly defaults: Config;
  readonly lines: (config: Config, dialect: Dialect) => readonly RuleLine[];
}

/** keras.config.epsilon(), which keeps a zero vector from being divided by zero. */
export const EPSILON = '1e-7';

/** Norms along an axis, or along several one by one in the sum of squares. */
export function normLine(axis: unknown): RuleLine {
  const axes = (Array.isArray(axis) ? axis : [axis]).map(Number);
  if (axes.length === 1) return { text: `length = norm_along(w, ${axes[0]})` };
  const sum = axes.reduce((inner, along) => `sum_along(${inner}, ${along})`, 'w * w');
  return { text: `length = sqrt(${sum})` };
}
