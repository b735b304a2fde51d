import type { FloatArray } from '../../formula/laneLoop.ts';
import { sameShape, spellShape } from '../../formula/shapes.ts';
import { ValueError } from '../errors.ts';
import type { Dialect } from '../rules/rule.ts';
import { shapedAs, type Values } from './values.ts';
import type { Variable } from './variable.ts';

export type Weights = FloatArray[];

export const getWeights = (variables: readonly Variable[]): Weights => variables.map(({ value }) => value.slice());

/** Writes weights into variables in order. Keras 3 takes a short list silently; the older classes count. */
export function setWeights(
  variables: readonly Variable[],
  weights: readonly Values[],
  dialect: Dialect,
  built: boolean,
): void {
  if (dialect === 'keras3' && !built)
    throw new ValueError(
      'You are calling `set_weights()` on an optimizer that has not yet been built. Please call ' +
        '`optimizer.build(trainable_variables)` to create the optimizer weights before calling `set_weights()`.',
    );
  if (dialect !== 'keras3' && weights.length !== variables.length)
    throw new ValueError(
      `You called \`set_weights(weights)\` on optimizer with a weight list of length ${weights.length}, ` +
        `but the optimizer was expecting ${variables.length} weights.`,
    );
  weights.slice(0, variables.length).forEach((weight, i) => {
    const variable = variables[i]!;
    const { shape } = shapedAs(weight, variable.shape);
    if (!sameShape(shape, variable.shape))
      throw new ValueError(
        `Optimizer variable ${variable.path} has shape ${spellShape(variable.shape)} not compatible with provided weight shape ${spellShape(shape)}.`,
      );
    variable.assign(weight);
  });
}
