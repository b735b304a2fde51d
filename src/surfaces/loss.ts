import { build, buildNumber, type Value } from '../formula/build.ts';
import { gradient, hessian } from '../formula/differentiate.ts';
import { createEvaluator, type Evaluator } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import { createGraph, type Graph, type Node, type Precision } from '../formula/graph.ts';
import { parseAssignment, parseExpression } from '../formula/parse.ts';
import type { Surface, SurfaceParameters } from './surface.ts';

/** A surface's formula, parsed: its definitions in order, and the loss. */
export interface LossFormula {
  readonly definitions: readonly { readonly name: string; readonly expression: Expression }[];
  readonly loss: Expression;
}

/** Parses a surface's lines. Throws FormulaError where one is wrong. */
export function parseLoss(surface: Pick<Surface, 'formula' | 'parameters'>): LossFormula {
  const names = new Set(['x', 'y', ...surface.parameters.map(parameter => parameter.name)]);
  const definitions = surface.formula.slice(0, -1).map(line => {
    const assignment = parseAssignment(line, names);
    names.add(assignment.name);
    return assignment;
  });
  return { definitions, loss: parseExpression(surface.formula.at(-1) ?? '', names) };
}

/** The loss as a node over the nodes of x and y; the parameters become inputs under `prefix` and their names. */
export function buildLoss(graph: Graph, formula: LossFormula, parameters: readonly string[], x: Node, y: Node): Node {
  const environment = new Map<string, Value>([
    ['x', x],
    ['y', y],
    ...parameters.map(name => [name, graph.input(`surface.${name}`)] as const),
  ]);
  for (const { name, expression } of formula.definitions) environment.set(name, build(graph, expression, environment));
  return buildNumber(graph, formula.loss, environment);
}

/** Parameters as inputs of the programs that `buildLoss` makes. */
export function parameterInputs(parameters: SurfaceParameters): Record<string, number> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`surface.${name}`, value]));
}

/** Loss, gradient (∂x, ∂y) and Hessian (∂xx, ∂xy, ∂yx, ∂yy) over many points: the reference evaluator, for figures and tests. */
export function lossEvaluator(
  surface: Pick<Surface, 'formula' | 'parameters'>,
  what: 'loss' | 'derivatives',
  precision: Precision = 'float64',
): Evaluator {
  const graph = createGraph(precision);
  const [x, y] = [graph.input('x'), graph.input('y')];
  const names = surface.parameters.map(parameter => parameter.name);
  const loss = buildLoss(graph, parseLoss(surface), names, x, y);
  const outputs =
    what === 'loss' ? [loss] : [loss, ...gradient(graph, loss, [x, y]), ...hessian(graph, loss, [x, y]).flat()];
  return createEvaluator(outputs, precision);
}

/** The defaults of a surface's parameters. */
export function defaultParameters(surface: Pick<Surface, 'parameters'>): SurfaceParameters {
  return Object.fromEntries(surface.parameters.map(parameter => [parameter.name, parameter.default]));
}
