import { rules } from './rules/index.ts';
import type { Config, RuleLine } from './rules/rule.ts';

/** A named part of a step. `gradient` has no lines of its own: it gives g at w. */
export interface Stage {
  readonly name: 'gradient' | 'update';
  readonly lines: readonly RuleLine[];
}

/** Which optimizer, by Keras's class name, and its options. */
export interface OptimizerConfig {
  readonly optimizer: string;
  readonly config: Config;
}

/**
 * The stages of one call of `apply`, in Keras 3's order (keras/src/optimizers/base_optimizer.py). Only what is switched on
 * is there. The one place where the order of operations stands.
 */
export function stages({ optimizer, config }: OptimizerConfig): Stage[] {
  return [
    { name: 'gradient', lines: [] },
    { name: 'update', lines: ruleNamed(optimizer).update(config) },
  ];
}

/** The rule of a class name. Throws an Error that lists the names there are. */
export function ruleNamed(name: string): (typeof rules)[string] {
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) throw new Error(`Unknown optimizer. Known: ${Object.keys(rules).join(', ')}. Received: ${name}.`);
  return rule;
}
