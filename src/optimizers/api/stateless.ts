import type { FloatArray } from '../../formula/laneLoop.ts';
import { ValueError } from '../errors.ts';
import type { Gradient } from './pairs.ts';
import type { Values } from './values.ts';
import type { Variable } from './variable.ts';

interface Stateful {
  readonly built: boolean;
  readonly className: string;
  readonly variables: readonly Variable[];
  apply(gradients: readonly Gradient[], variables: readonly Variable[]): void;
}

/** Values after a step. */
export interface StatelessResult {
  readonly trainable_variables: FloatArray[];
  readonly optimizer_variables: FloatArray[];
}

/** A step on given values: everything is as before afterwards. Throws ValueError before build and where counts differ. */
export function statelessApply(
  optimizer: Stateful,
  trained: readonly Variable[],
  optimizerValues: readonly Values[],
  gradients: readonly Gradient[],
  trainableValues: readonly Values[],
): StatelessResult {
  const { className, variables } = optimizer;
  if (!optimizer.built)
    throw new ValueError(
      `To call \`stateless_apply\`, ${className} must be built (i.e. its variables must have been created). ` +
        'You can build it via `optimizer.build(trainable_variables)`.',
    );
  const check = (name: string, values: readonly Values[], own: readonly Variable[], of: string): void => {
    if (values.length !== own.length)
      throw new ValueError(
        `Argument \`${name}\` must be a list of tensors corresponding 1:1 to ${of}. ` +
          `Received list with length ${values.length}, but expected ${own.length} variables.`,
      );
  };
  check('optimizer_variables', optimizerValues, variables, `${className}().variables`);
  check('trainable_variables', trainableValues, trained, 'the optimizer’s trainable variables');
  const all = [...variables, ...trained];
  const before = all.map(({ value }) => value.slice());
  try {
    all.forEach((variable, i) => variable.assign([...optimizerValues, ...trainableValues][i]!));
    optimizer.apply(gradients, trained);
    return {
      trainable_variables: trained.map(({ value }) => value.slice()),
      optimizer_variables: variables.map(({ value }) => value.slice()),
    };
  } finally {
    all.forEach(({ value }, i) => value.set(before[i]!));
  }
}
