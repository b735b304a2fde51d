import { build, buildNumber, type Value } from '../formula/build.ts';
import { gradient, hessian } from '../formula/differentiate.ts';
import { createEvaluator, type Evaluator } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import { createGraph, TURN, type Graph, type Node, type Precision } from '../formula/graph.ts';
import { parseAssignment, parseExpression } from '../formula/parse.ts';
import type { Samples, Surface, SurfaceParameters } from './surface.ts';

/** A surface's formula, parsed: its definitions in order, and the loss, of each sample where there are samples. */
export interface LossFormula {
  readonly definitions: readonly { readonly name: string; readonly expression: Expression }[];
  readonly loss: Expression;
  readonly parameters: readonly string[];
  readonly samples: Samples | undefined;
}

/** What a formula of a surface is made of. */
export type Sketch = Pick<Surface, 'formula' | 'parameters' | 'samples'>;

/** Parses a surface's lines. Throws FormulaError where one is wrong. */
export function parseLoss({ formula, samples, parameters: listed }: Sketch): LossFormula {
  const parameters = listed.map(({ name }) => name);
  const names = new Set(['x', 'y', ...(samples ? ['u', 't'] : []), ...parameters]);
  const definitions = formula.slice(0, -1).map(line => {
    const assignment = parseAssignment(line, names);
    names.add(assignment.name);
    return assignment;
  });
  return { definitions, loss: parseExpression(formula.at(-1) ?? '', names), parameters, samples };
}

/** Samples that a loss is taken over: `turns` of them at most, which in each turn, whether it counts (1 or 0), and how many do. */
export interface Batch {
  readonly turns: number;
  readonly index: Node;
  readonly counts?: Node;
  readonly size: Node;
}

/**
 * The loss as a node over the nodes of x and y: of all samples, or of a batch of them. The parameters become inputs under
 * `surface.` and their names.
 */
export function buildLoss(graph: Graph, formula: LossFormula, x: Node, y: Node, batch?: Batch): Node {
  const { samples, parameters, definitions } = formula;
  const environment = new Map<string, Value>([
    ['x', x],
    ['y', y],
    ...parameters.map(name => [name, graph.input(`surface.${name}`)] as const),
  ]);
  const all = samples && { turns: samples.u.length, index: graph.input(TURN), size: graph.constant(samples.u.length) };
  const over = batch ?? all;
  if (samples && over)
    for (const name of ['u', 't'] as const)
      environment.set(name, graph.element(graph.column(samples[name]), over.index));
  for (const { name, expression } of definitions) environment.set(name, build(graph, expression, environment));
  const loss = buildNumber(graph, formula.loss, environment);
  if (!over) return loss;
  const counted = batch?.counts ? graph.apply('mul', batch.counts, loss) : loss;
  return graph.apply('div', graph.fold(counted, over.turns), over.size);
}

/** Parameters as inputs of the programs that `buildLoss` makes. */
export function parameterInputs(parameters: SurfaceParameters): Record<string, number> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`surface.${name}`, value]));
}

/** Loss, gradient (∂x, ∂y) and Hessian (∂xx, ∂xy, ∂yx, ∂yy) over many points: the reference evaluator, for figures and tests. */
export function lossEvaluator(
  surface: Sketch,
  what: 'loss' | 'derivatives',
  precision: Precision = 'float64',
): Evaluator {
  const graph = createGraph(precision);
  const [x, y] = [graph.input('x'), graph.input('y')];
  const loss = buildLoss(graph, parseLoss(surface), x, y);
  const outputs =
    what === 'loss' ? [loss] : [loss, ...gradient(graph, loss, [x, y]), ...hessian(graph, loss, [x, y]).flat()];
  return createEvaluator(outputs, precision);
}

/** The defaults of a surface's parameters. */
export function defaultParameters(surface: Pick<Surface, 'parameters'>): SurfaceParameters {
  return Object.fromEntries(surface.parameters.map(parameter => [parameter.name, parameter.default]));
}
