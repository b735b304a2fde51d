import { build, isArray, type Value } from '../formula/build.ts';
import { gradient } from '../formula/differentiate.ts';
import type { Assignment } from '../formula/expression.ts';
import { createGraph, type Graph, type Node, type Precision } from '../formula/graph.ts';
import { parseAssignment, parseExpression } from '../formula/parse.ts';
import { hyperparameters } from '../optimizers/options.ts';
import { ruleNamed, stages, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Terms } from '../optimizers/rules/rule.ts';
import { slotsOf } from '../optimizers/slots.ts';
import { buildLoss, parseLoss } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';

/** What one call does to one particle, as one graph: state and uniforms in, new state and every named value out. */
export interface Plan {
  /** Two plans of one key are the same program. */
  readonly key: string;
  readonly precision: Precision;
  /** Inputs that change from call to call, x and y first, then the slots element by element. */
  readonly state: readonly string[];
  /** Inputs that stay: surface parameters and hyperparameters. */
  readonly uniforms: readonly string[];
  readonly next: readonly Node[];
  readonly columns: readonly string[];
  /** One node a column, over the state before the call. */
  readonly values: readonly Node[];
  /** The loss at the state before the call. */
  readonly loss: Node;
}

/** A line of a rule, parsed. */
export interface PlannedLine extends Assignment {
  readonly stage: string;
  readonly text: string;
  readonly terms: Terms;
}

const elements = ['x', 'y'] as const;

/** The lines of all stages in order, parsed; the page shows them and the plan runs them. */
export function plannedLines(optimizer: OptimizerConfig): PlannedLine[] {
  return stages(optimizer).flatMap(stage =>
    stage.lines.map(({ text, terms }) => ({ ...parseAssignment(text), stage: stage.name, text, terms: terms ?? {} })),
  );
}

/** The program of one call. Throws FormulaError where the surface or a rule can't be parsed. */
export function planOf(surface: Surface, optimizer: OptimizerConfig, precision: Precision = 'float32'): Plan {
  const graph = createGraph(precision);
  const formula = parseLoss(surface);
  const parameters = surface.parameters.map(parameter => parameter.name);
  const lossAt = (x: Node, y: Node): Node => buildLoss(graph, formula, parameters, x, y);
  const position = elements.map(element => graph.input(element));
  const loss = lossAt(position[0]!, position[1]!);

  const hyper = hyperparameters(ruleNamed(optimizer.optimizer));
  const environment = new Map<string, Value>(hyper.map(name => [name, graph.input(name)]));
  environment.set('w', position);
  environment.set('g', gradient(graph, loss, position));
  const recorded = new Map<string, Value>([['gradient.g', environment.get('g')!]]);
  const lines = plannedLines(optimizer);
  const slots = slotsOf(lines);
  for (const slot of slots)
    environment.set(
      slot,
      elements.map(element => graph.input(`${slot}.${element}`)),
    );
  for (const { stage, name, expression, terms } of lines) {
    for (const [term, text] of Object.entries(terms))
      recorded.set(`${stage}.${term}`, evaluated(graph, text, environment));
    const value = build(graph, expression, environment);
    recorded.set(`${stage}.${name}`, value);
    environment.set(name, value);
  }

  const state = ['', ...slots.map(slot => `${slot}.`)].flatMap(prefix => elements.map(element => prefix + element));
  const next = ['w', ...slots].flatMap(name => environment.get(name) as readonly Node[]);
  const named = [...recorded].flatMap(([name, value]) =>
    isArray(value) ? value.map((node, i) => [`${name}.${elements[i]}`, node] as const) : [[name, value] as const],
  );
  return {
    key: [surface.formula.join(';'), lines.map(line => line.text).join(';'), precision].join('|'),
    precision,
    state,
    uniforms: [...parameters.map(name => `surface.${name}`), ...hyper],
    next,
    columns: ['x', 'y', 'loss', ...named.map(([name]) => name)],
    values: [next[0]!, next[1]!, lossAt(next[0]!, next[1]!), ...named.map(([, node]) => node)],
    loss,
  };
}

function evaluated(graph: Graph, text: string, environment: ReadonlyMap<string, Value>): Value {
  return build(graph, parseExpression(text), environment);
}
