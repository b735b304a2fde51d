import { nodes } from '../formula/build.ts';
import { gradient } from '../formula/differentiate.ts';
import type { Expression } from '../formula/expression.ts';
import { createGraph, type Graph, type Node, type Precision } from '../formula/graph.ts';
import { parseExpression } from '../formula/parse.ts';
import { elementwise, evaluate, tensorOf, type Scope, type Tensor } from '../formula/quantity.ts';
import { broadcastPlaces } from '../formula/shapes.ts';
import { sourceInput } from '../optimizers/gradientSource.ts';
import { isScheduled } from '../optimizers/learningRate.ts';
import { parseLine, type ParsedLine } from '../optimizers/lines.ts';
import { stages, type OptimizerConfig } from '../optimizers/pipeline.ts';
import { programOf, type Program, type ProgramLine, type ProgramStage, type Slot } from '../optimizers/program.ts';
import { innerCalls } from '../optimizers/rules/lossScale.ts';
import { buildLoss, parseLoss } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import type { HostProgram } from './host.ts';
import { batchNodes } from './batch.ts';
import { createLane, createReplicas, pointOf, type Lane } from './lane.ts';
import { coordinates, elementNames, layoutOf, type LayoutVariable } from './layout.ts';
import { ofStep } from './ofStep.ts';
import { planKey } from './planKey.ts';
import { createSplitter } from './split.ts';

/** What one call does to one particle, as one graph: state, uniforms and host values in, new state and every named value out. */
export interface Plan {
  /** Two plans of one key are the same program. */
  readonly key: string;
  /** What all nodes belong to. */
  readonly graph: Graph;
  readonly precision: Precision;
  /** Inputs that change from call to call, x and y first, then the slots element by element. */
  readonly state: readonly string[];
  /** The state before the first call, over x, y, uniforms and the host values of call 1. */
  readonly initial: readonly Node[];
  /** Inputs that stay: surface parameters and hyperparameters. There may be two more: `call`, from 1, and `particle`, from 0. */
  readonly uniforms: readonly string[];
  /** Inputs that come from the host, one a step each (host.ts), in the order of a row. */
  readonly host: readonly string[];
  readonly hostProgram: HostProgram;
  /** The place in the state that counts which row of host values a particle has come to; −1: as many as calls. */
  readonly clock: number;
  readonly next: readonly Node[];
  readonly columns: readonly string[];
  /** One node a column, over the state before the call. */
  readonly values: readonly Node[];
  /** The loss at the state before the call. */
  readonly loss: Node;
  /** Of a summary plan (summaryPlan.ts): what it summarises. */
  readonly watched?: Watched;
}

/** A plan whose runs are judged, and the gradient and |g|² of a call. */
export interface Watched {
  readonly own: Plan;
  readonly gradient: readonly Node[];
  readonly slope: Node;
}

/** A line of a stage, parsed. */
export interface PlannedLine extends ParsedLine {
  readonly stage: string;
  /** The line counts where all are other than 0. */
  readonly when: readonly Expression[];
  /** Names that mean this stage's own numbers. */
  readonly own: readonly string[];
}

/** The lines of all stages in order, parsed; the page shows them and the plan runs them. */
export function plannedLines(optimizer: OptimizerConfig): PlannedLine[] {
  const [{ shape }] = layoutOf(optimizer) as [LayoutVariable];
  return stages(optimizer, shape).flatMap(stage =>
    stage.lines.map(line => ({
      ...parseLine(line),
      stage: stage.name,
      when: (stage.when ?? []).map(gate => parseExpression(gate)),
      own: stage.own ?? [],
    })),
  );
}

/**
 * The program of one call. Options in `varied` may differ from particle to particle: nothing that depends on them is left to
 * the host. Throws FormulaError where the surface or a rule can't be parsed.
 */
export function planOf(
  surface: Surface,
  optimizer: OptimizerConfig,
  precision: Precision = 'float32',
  varied: readonly string[] = [],
): Plan {
  const graph = createGraph(precision);
  const algebra = nodes(graph);
  const formula = parseLoss(surface);
  const lossAt = ([x, y]: readonly Node[]): Node => buildLoss(graph, formula, x!, y!);
  const position = coordinates.map(name => graph.input(name));
  const loss = lossAt(position);

  const variables = layoutOf(optimizer);
  const stageList = stages(optimizer, variables[0]!.shape);
  const program = programOf(stageList, varied);
  const scheduled = isScheduled(optimizer);
  const splitter = createSplitter(
    program.scopeOf,
    name =>
      name === 'step' ||
      name === 'iterations' ||
      (name === 'learning_rate' && scheduled) ||
      program.slots.some(slot => slot.name === name),
  );
  const uniforms = new Set(formula.parameters.map(name => `surface.${name}`));
  const shared = new Map<string, Tensor<Node>>();
  const replicas = createReplicas(stageList);
  const lanes = variables.map(variable => createLane(variable, position, replicas));
  let point: readonly Node[] = position;
  const source = formula.samples && optimizer.source?.batch != null ? optimizer.source : undefined;
  /** The loss that the gradient of a call is of: of its batch, where there are batches. */
  const lossOfCall = ([x, y]: readonly Node[]): Node => {
    if (!source) return lossAt([x!, y!]);
    const seed = outer(sourceInput('seed'))!.elements[0]!;
    const key = { seed, particle: graph.input('particle'), call: graph.input('call'), replica: replicas.current };
    return buildLoss(graph, formula, x!, y!, batchNodes(graph, formula.samples!.u.length, source, key));
  };
  const step = { graph, algebra, lossAt: lossOfCall, point: () => point };
  const outer = (name: string): Tensor<Node> | undefined => {
    if (name === sourceInput('call')) return { shape: [], elements: [graph.input('call')] };
    if (name === sourceInput('replica')) return { shape: [], elements: [graph.constant(replicas.current)] };
    const value = shared.get(name);
    if (value || (program.scopeOf(name) !== 'host' && !varied.includes(name))) return value;
    if (!name.startsWith('host.')) uniforms.add(name);
    return { shape: [], elements: [graph.input(name)] };
  };
  const scopeOfLane = (lane: Lane | undefined): Scope<Node> => ({
    literals: 'weak',
    value: name => (name === 'pi' || name === 'e' ? undefined : (lane?.get(name) ?? outer(name))),
    lists: (name, of) => (of === 'all' ? lanes.map(each => each.get(name)!) : lane?.all(name)),
    ofStep: (fn, args) => lane && ofStep(fn, lane, args, step),
  });
  const value = (expression: Expression, lane?: Lane): Tensor<Node> =>
    tensorOf(algebra, evaluate(algebra, splitter.kernelPart(expression), scopeOfLane(lane)));

  const slots = startSlots();
  const recorded = new Map<string, Node>();
  const record = (label: string, lane: Lane | undefined, { elements }: Tensor<Node>): void => {
    const name = label.replace(sourceInput(''), '') + (replicas.current > 0 ? `_${replicas.current + 1}` : '');
    const names = lane ? elementNames(name, lane.variable, elements.length) : [name];
    names.forEach((own, i) => recorded.set(own, elements[i]!));
  };
  if (scheduled) record('schedule.learning_rate', undefined, value(parseExpression('learning_rate')));
  for (const stage of program.stages) runStage(stage);

  const next = [
    ...lanes.flatMap(lane => Array.from(lane.get('w')!.elements)),
    ...slots.flatMap(slot => Array.from(slot.current().elements)),
  ];
  const hostProgram: HostProgram = {
    values: splitter.values,
    slots: program.slots.filter(slot => slot.scope === 'host'),
  };
  const state = [...coordinates, ...slots.flatMap(slot => slot.names)];
  return {
    key: planKey(surface, optimizer, precision, varied),
    graph,
    precision,
    state,
    clock: state.indexOf(innerCalls),
    initial: [...position, ...slots.flatMap(slot => slot.initial)],
    uniforms: [...uniforms],
    host: splitter.values.map(({ input }) => input),
    hostProgram,
    next,
    columns: ['x', 'y', 'loss', ...recorded.keys()],
    values: [next[0]!, next[1]!, lossAt(next), ...recorded.values()],
    loss,
  };

  /** Makes the inputs of every slot that belongs to a particle, with the nodes of its first value. */
  function startSlots(): SlotInputs[] {
    const made: SlotInputs[] = [];
    for (const slot of program.slots.filter(({ scope }) => scope !== 'host'))
      for (const lane of slot.scope === 'each' ? lanes : [undefined])
        replicas.each([slot.name], () => made.push(startSlot(slot, lane)));
    return made;
  }

  function startSlot({ name, initial }: Slot, lane: Lane | undefined): SlotInputs {
    const shape = lane?.variable.shape ?? [];
    const first = initial ? value(initial, lane) : { shape: [], elements: [graph.constant(0)] };
    const full = first.shape.length === 0 ? spread(first, shape) : first;
    const replica = replicas.current;
    const own = replica > 0 ? `${name}_${replica + 1}` : name;
    const names = lane ? elementNames(own, lane.variable, full.elements.length) : [own];
    const input = { shape: full.shape, elements: names.map(each => graph.input(each)) };
    if (lane) lane.set(name, input);
    else shared.set(name, input);
    const current = (): Tensor<Node> => (lane ? lane.all(name)[replica]! : shared.get(name)!);
    return { names, initial: Array.from(full.elements), current };
  }

  function runStage(stage: ProgramStage): void {
    if (stage.hook) return;
    if (stage.name === 'gradient') return takeGradient(stage);
    if (stage.replicas !== undefined) replicas.join();
    const own = lanes.filter(({ variable }) => stage.variables !== 'decayed' || !isExcluded(optimizer, variable.name));
    const written = stage.lines.map(({ name }) => name);
    replicas.each(written, () => {
      const gates = stage.when.map(gate => value(gate));
      for (const line of stage.lines) {
        if (line.declares) continue;
        if (line.scope !== 'each') runOnce(stage, line, gates);
        else for (const lane of own) runLine(stage, line, lane, gates);
      }
    });
  }

  /** The gradient at w, or at another point of the same coordinates; exact, unless a line says what g is. */
  function takeGradient({ at, lines }: ProgramStage): void {
    if (at !== undefined) {
      for (const lane of lanes) {
        for (const line of lines) if (line.name === at) lane.set(line.name, value(line.expression, lane));
        record(`gradient.${at}`, lane, lane.get(at)!);
      }
      point = pointOf(lanes, at);
    }
    const given = lines.filter(({ name }) => name !== at);
    const written = given.length > 0 ? given.map(({ name }) => name) : ['g'];
    replicas.each(source ? written : [], () => {
      if (source) record('gradient.batch_loss', undefined, { shape: [], elements: [lossOfCall(point)] });
      const slopes = given.length > 0 ? [] : gradient(graph, lossOfCall(point), point);
      for (const lane of lanes) {
        const { shape, places } = lane.variable;
        for (const { name, expression } of given) take(lane, name, value(expression, lane));
        if (given.length === 0) take(lane, 'g', { shape, elements: places.map(place => slopes[place]!) });
      }
    });
  }

  /** Each replica has what was taken: its own, where batches differ, or the same. */
  function take(lane: Lane, name: string, taken: Tensor<Node>): void {
    if (source) lane.set(name, taken);
    else replicas.each([name], () => lane.set(name, taken));
    record(`gradient.${name}`, lane, taken);
  }

  function runOnce(stage: ProgramStage, line: ProgramLine, gates: readonly Tensor<Node>[]): void {
    const name = `${stage.name}.${line.name}`;
    if (line.scope === 'host') {
      const slot = program.slots.some(own => own.name === line.name);
      const input = splitter.line(line.name, `host.${splitter.values.length}`, line.expression, stage.when, slot);
      return record(name, undefined, { shape: [], elements: [graph.input(input)] });
    }
    const written = gated(
      gates,
      value(line.expression),
      isSlot(program, line.name) ? shared.get(line.name) : undefined,
    );
    shared.set(line.name, written);
    record(name, undefined, written);
  }

  function runLine(stage: ProgramStage, line: ProgramLine, lane: Lane, gates: readonly Tensor<Node>[]): void {
    for (const [term, text] of Object.entries(line.terms))
      record(`${stage.name}.${term}`, lane, value(parseExpression(text as string), lane));
    const kept = line.name === 'w' || line.name === 'g' || isSlot(program, line.name);
    const old = kept ? lane.get(line.name) : undefined;
    const result = value(line.expression, lane);
    const written = gated(gates, old ? spread(result, old.shape) : result, old);
    lane.set(line.name, written);
    record(`${stage.name}.${line.name}`, lane, written);
  }

  function gated(gates: readonly Tensor<Node>[], fresh: Tensor<Node>, old: Tensor<Node> | undefined): Tensor<Node> {
    if (!old) return fresh;
    return gates.reduce(
      (result, gate) => elementwise([gate, result, old], 0, args => algebra.apply('select', ...args)),
      fresh,
    );
  }
}

/** The inputs of one slot of one variable. */
interface SlotInputs {
  readonly names: readonly string[];
  readonly initial: readonly Node[];
  readonly current: () => Tensor<Node>;
}

const isSlot = (program: Program, name: string): boolean => program.slots.some(slot => slot.name === name);

const isExcluded = ({ exclude = [] }: OptimizerConfig, name: string): boolean =>
  exclude.some(pattern => new RegExp(pattern).test(name));

/** A smaller array repeated to a shape. */
function spread(value: Tensor<Node>, shape: readonly number[]): Tensor<Node> {
  const places = broadcastPlaces(value.shape, shape);
  if (!places) return value;
  const length = shape.reduce((product, n) => product * n, 1);
  return { shape, elements: Array.from({ length }, (_, i) => value.elements[places(i)]!) };
}
