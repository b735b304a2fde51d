import { python, ValueError } from '../errors.ts';
import type { Dialect } from '../rules/rule.ts';
import type { Values } from './values.ts';
import { Variable } from './variable.ts';

/** A gradient: flat or nested numbers, or null where there is none. */
export type Gradient = Values | null;
export type Pair = readonly [gradient: Gradient, variable: Variable];

/** Pairs, checked. Throws TypeError for what is no list, ValueError for what is no pair, in Python's words. */
export function readPairs(pairs: unknown): Pair[] {
  if (typeof pairs !== 'object' || pairs === null || !(Symbol.iterator in pairs))
    throw new TypeError(`zip() argument after * must be an iterable, not ${typeName(pairs)}`);
  return Array.from(pairs as Iterable<unknown>, pair => {
    const list = Array.from(pair as Iterable<unknown>);
    if (list.length < 2) throw new ValueError(`not enough values to unpack (expected 2, got ${list.length})`);
    if (list.length > 2) throw new ValueError('too many values to unpack (expected 2)');
    const [gradient, variable] = list;
    if (!(variable instanceof Variable))
      throw new TypeError(`Expected pairs of a gradient and a Variable. Received: ${python(variable)}`);
    return [(gradient ?? null) as Gradient, variable];
  });
}

const typeName = (value: unknown): string =>
  value === null || value === undefined ? 'NoneType' : typeof value === 'number' ? 'int' : typeof value;

export interface Filtered {
  readonly pairs: Pair[];
  readonly warning: string | undefined;
}

/** Drops pairs without a gradient. Throws ValueError where that is all of them. */
export function withGradient(pairs: readonly Pair[], dialect: Dialect): Filtered {
  const kept = pairs.filter(([gradient]) => gradient !== null);
  const names = pairs.filter(([gradient]) => gradient === null).map(([, variable]) => variable.name);
  if (kept.length === 0 && pairs.length > 0)
    throw new ValueError(
      `No gradients provided for any variable${dialect === 'keras3' ? '.' : `: ${python(pairs.map(([, { name }]) => name))}.`}`,
    );
  const advice = ' If using `model.compile()`, did you forget to provide a `loss` argument?';
  return {
    pairs: kept,
    warning:
      names.length > 0
        ? `Gradients do not exist for variables ${python(names)} when minimizing the loss.${dialect === 'tf2.0' ? '' : advice}`
        : undefined,
  };
}
