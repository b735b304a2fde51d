import { nodes } from '../../formula/build.ts';
import { gradient } from '../../formula/differentiate.ts';
import { createEvaluator, type Evaluator } from '../../formula/evaluate.ts';
import { createGraph, type Precision } from '../../formula/graph.ts';
import { parseExpression } from '../../formula/parse.ts';
import { evaluate, tensorOf } from '../../formula/quantity.ts';
import { ValueError } from '../errors.ts';
import type { Gradient } from './pairs.ts';
import type { Variable } from './variable.ts';

/** A formula over the variables' names, such as `3 x*x + 2 y*y`, or a function that returns the loss and its gradients. */
export type Loss = string | ((variables: readonly Variable[]) => { loss: number; gradients: readonly Gradient[] });

/** A loss at the variables' present values, and its gradient for each, flat. */
export interface LossValue {
  readonly loss: number;
  readonly gradients: readonly Gradient[];
}

const prepared = new Map<string, Evaluator>();

/** Throws FormulaError where the formula is wrong, ValueError where the loss is no number or two variables share a name. */
export function lossAt(loss: Loss, variables: readonly Variable[]): LossValue {
  if (typeof loss === 'function') return loss(variables);
  const precision: Precision = variables.some(({ dtype }) => dtype === 'float64') ? 'float64' : 'float32';
  const key = JSON.stringify([loss, precision, variables.map(({ name, shape }) => [name, shape])]);
  let evaluator = prepared.get(key);
  if (!evaluator) {
    if (prepared.size > 100) prepared.clear();
    prepared.set(key, (evaluator = prepare(loss, variables, precision)));
  }
  const inputs: Record<string, number> = {};
  for (const { name, value } of variables) value.forEach((element, i) => (inputs[`${name}.${i}`] = element));
  const results = evaluator.run(inputs, 1).map(([number]) => number!);
  let next = 1;
  return { loss: results[0]!, gradients: variables.map(({ value }) => results.slice(next, (next += value.length))) };
}

function prepare(text: string, variables: readonly Variable[], precision: Precision): Evaluator {
  const graph = createGraph(precision);
  const inputs = new Map(
    variables.map(({ name, shape, value }) => [
      name,
      { shape, elements: Array.from(value, (_, i) => graph.input(`${name}.${i}`)) },
    ]),
  );
  if (inputs.size < variables.length) throw new ValueError('A loss formula needs variables of different names.');
  const algebra = nodes(graph);
  const expression = parseExpression(text, new Set(inputs.keys()));
  const result = tensorOf(
    algebra,
    evaluate(algebra, expression, { literals: 'strong', value: name => inputs.get(name) }),
  );
  if (result.elements.length !== 1) throw new ValueError(`A loss is one number. Received: ${result.elements.length}.`);
  const slopes = gradient(
    graph,
    result.elements[0]!,
    variables.flatMap(({ name }) => inputs.get(name)!.elements),
  );
  return createEvaluator([result.elements[0]!, ...slopes], precision);
}
