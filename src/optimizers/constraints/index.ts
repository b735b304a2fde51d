import type { Dialect, RuleLine, Serialized } from '../rules/rule.ts';
import type { ConstraintKind } from './constraint.ts';
import { maxNorm } from './maxNorm.ts';
import { minMaxNorm } from './minMaxNorm.ts';
import { nonNeg } from './nonNeg.ts';
import { unitNorm } from './unitNorm.ts';

/** Every constraint, by Keras's class name. */
export const constraintKinds: Readonly<Record<string, ConstraintKind>> = {
  NonNeg: nonNeg,
  MaxNorm: maxNorm,
  UnitNorm: unitNorm,
  MinMaxNorm: minMaxNorm,
};

/** The kind of a class name. Throws an Error that lists the names there are. */
export function constraintNamed(name: string): ConstraintKind {
  const kind = Object.hasOwn(constraintKinds, name) ? constraintKinds[name] : undefined;
  if (!kind)
    throw new Error(`Unknown constraint. Known: ${Object.keys(constraintKinds).join(', ')}. Received: ${name}.`);
  return kind;
}

/** A constraint's lines over w, defaults filled in. */
export function constraintLines({ class_name, config }: Serialized, dialect: Dialect): readonly RuleLine[] {
  const kind = constraintNamed(class_name);
  return kind.lines({ ...kind.defaults, ...config }, dialect);
}
