import type { FloatArray } from '../formula/laneLoop.ts';
import type { Precision } from '../formula/graph.ts';
import { evaluate, numbers, tensorOf, type Quantity, type Scope, type Tensor } from '../formula/quantity.ts';
import { broadcastPlaces, broadcastShape, sameShape, sizeOf, type Shape } from '../formula/shapes.ts';
import type { Program, ProgramLine, ProgramStage } from './program.ts';

/** An array that a line may write: w, or a slot. */
export interface Store {
  readonly shape: Shape;
  readonly value: FloatArray;
}

/** One variable in a call: its stores, its gradients (one a replica), and what the lines have written so far. */
export interface Lane {
  readonly precision: Precision;
  readonly program: Program;
  readonly stores: ReadonlyMap<string, Store>;
  gradients: Tensor<number>[];
  readonly values: Map<string, Quantity<number>>;
}

/** One call: which variables, and where numbers of the step come from. */
export interface Call {
  /** Variables with a gradient, and all. */
  readonly given: readonly Lane[];
  readonly all: readonly Lane[];
  /** `step`, `iterations`, `learning_rate` and hyperparameters, for a precision. */
  readonly number: (name: string, precision: Precision) => Quantity<number> | undefined;
  /** Called when a stage begins to read the learning rate; a callable is asked anew. */
  readonly renew: () => void;
  /** Slots that belong to no variable, by name. */
  readonly shared: ReadonlyMap<string, Store>;
  readonly belongs: (lane: Lane, variables: NonNullable<ProgramStage['variables']>) => boolean;
  readonly hook: (name: NonNullable<ProgramStage['hook']>, lanes: readonly Lane[]) => void;
  readonly entry: 'minimize' | 'apply';
}

/** Throws where a line gives w or a slot another shape; the API turns it into Keras's ValueError. */
export class ShapeMismatch extends Error {
  readonly store: Store;
  readonly received: Shape;
  constructor(store: Store, received: Shape) {
    super('shape mismatch');
    this.store = store;
    this.received = received;
  }
}

/** Runs the stages of one call over arrays of any shape, one rounding an operation, and writes w and the slots in place. */
export function execute(stages: readonly ProgramStage[], call: Call): void {
  const once = new Map<Precision, Map<string, Quantity<number>>>();
  const onceValues = (precision: Precision): Map<string, Quantity<number>> => {
    let values = once.get(precision);
    if (!values) once.set(precision, (values = new Map()));
    return values;
  };
  for (let i = 0; i < stages.length;) {
    let end = i + 1;
    while (stages[end]?.together) end++;
    runTogether(stages.slice(i, end), i, call, onceValues);
    i = end;
  }
}

type OnceValues = (precision: Precision) => Map<string, Quantity<number>>;

/** A stage, and those that follow it variable by variable. */
function runTogether(block: readonly ProgramStage[], index: number, call: Call, once: OnceValues): void {
  const runs = block.filter(stage => isOpen(stage, call, once) && (stage.only ?? call.entry) === call.entry);
  if (runs.length === 0) return;
  call.renew();
  const lanes = block[0]!.variables === 'all' ? call.all : call.given;
  const replicas = block[0]!.perReplica ? Math.max(1, ...lanes.map(lane => lane.gradients.length)) : 1;
  for (let replica = 0; replica < replicas; replica++)
    if (runs.length === 1 && !runs[0]!.hook)
      runInOrder(runs[0]!, index + block.indexOf(runs[0]!), lanes, call, once, replica);
    else runLaneByLane(runs, stage => index + block.indexOf(stage), lanes, call, once, replica);
  for (const stage of runs) if (stage.hook && !isPerLane(stage)) call.hook(stage.hook, lanes);
}

/** Line by line, as they are written: once, or for every variable. Variables whose lines differ come one kind after another. */
function runInOrder(
  stage: ProgramStage,
  place: number,
  lanes: readonly Lane[],
  call: Call,
  once: OnceValues,
  replica: number,
): void {
  const own = lanes.filter(lane => call.belongs(lane, stage.variables ?? 'given'));
  const programs = new Set(own.map(({ program }) => program));
  const groups = programs.size > 0 ? [...programs].map(({ stages }) => stages[place]!.lines) : [stage.lines];
  const written = new Set<string>();
  groups.forEach((lines, i) => {
    const members = own.filter(lane => linesOf(lane, place) === lines);
    for (const line of lines) {
      if (line.declares) continue;
      if (line.scope !== 'each') {
        // What a slot of no variable has taken from one kind of variables it doesn't take again from the next.
        if (i === 0 || !(call.shared.has(line.name) && written.has(line.text))) runOnce(line, call, once, replica);
        written.add(line.text);
      } else
        for (const lane of members) {
          if (stage.name === 'decay') call.renew();
          runLine(lane, line, call, once, replica);
        }
    }
  });
}

/** Stages that belong together are run for one variable after another; what runs once comes before. */
function runLaneByLane(
  stages: readonly ProgramStage[],
  placeOf: (stage: ProgramStage) => number,
  lanes: readonly Lane[],
  call: Call,
  once: OnceValues,
  replica: number,
): void {
  for (const stage of stages)
    for (const line of stage.lines) if (line.scope !== 'each' && !line.declares) runOnce(line, call, once, replica);
  for (const lane of lanes)
    for (const stage of stages) {
      if (stage.hook && !isPerLane(stage)) continue;
      if (!call.belongs(lane, stage.variables ?? 'given')) continue;
      if (stage.hook) call.hook(stage.hook, [lane]);
      else
        for (const line of linesOf(lane, placeOf(stage)))
          if (line.scope === 'each' && !line.declares) runLine(lane, line, call, once, replica);
    }
}

const isPerLane = ({ hook }: ProgramStage): boolean => hook === 'constraint' || hook === 'update_step';
const linesOf = (lane: Lane, stage: number): readonly ProgramLine[] => lane.program.stages[stage]!.lines;

function isOpen(stage: ProgramStage, call: Call, once: OnceValues): boolean {
  const scope = onceScope('float64', call, once, 0);
  return stage.when.every(
    gate => tensorOf(numbers('float64'), evaluate(numbers('float64'), gate, scope)).elements[0] !== 0,
  );
}

/** A line that runs once a step, in each precision there is. */
function runOnce({ name, expression }: ProgramLine, call: Call, once: OnceValues, replica: number): void {
  for (const precision of new Set(call.all.map(lane => lane.precision))) {
    const algebra = numbers(precision);
    const value = evaluate(algebra, expression, onceScope(precision, call, once, replica));
    once(precision).set(name, value);
    const store = call.shared.get(name);
    if (store) write(store, tensorOf(algebra, value));
  }
}

function onceScope(precision: Precision, call: Call, once: OnceValues, replica: number): Scope<number> {
  return {
    literals: 'weak',
    value: name => once(precision).get(name) ?? readStore(call.shared.get(name)) ?? call.number(name, precision),
    lists: (name, of) =>
      of === 'all'
        ? call.given
            .filter(lane => call.belongs(lane, 'given'))
            .map(lane => tensorOf(numbers(precision), readLane(lane, name, replica)!))
        : undefined,
  };
}

function runLine(lane: Lane, line: ProgramLine, call: Call, once: OnceValues, replica: number): void {
  const algebra = numbers(lane.precision);
  const outside = onceScope(lane.precision, call, once, replica);
  const value = evaluate(algebra, line.expression, {
    literals: 'weak',
    value: name => readLane(lane, name, replica) ?? outside.value(name),
    lists: (name, of) => (of === 'replicas' && name === 'g' ? lane.gradients : outside.lists?.(name, of)),
  });
  if (line.name !== 'g') {
    const store = lane.stores.get(line.name);
    lane.values.set(line.name, store ? write(store, tensorOf(algebra, value)) : value);
  } else if (line.text.includes('replica_')) lane.gradients = [tensorOf(algebra, value)];
  else lane.gradients[replica] = tensorOf(algebra, value);
}

function readLane(lane: Lane, name: string, replica: number): Quantity<number> | undefined {
  if (name === 'g') return lane.gradients[replica];
  let value = lane.values.get(name);
  if (!value && (value = readStore(lane.stores.get(name)))) lane.values.set(name, value);
  return value;
}

/** A copy: what a line has read must not change when the store is written. */
function readStore(store: Store | undefined): Tensor<number> | undefined {
  return store && { shape: store.shape, elements: store.value.slice() };
}

/** Stores a value, repeated where it is smaller, and returns it as stored. */
function write(store: Store, { shape, elements }: Tensor<number>): Tensor<number> {
  let places: ((i: number) => number) | undefined;
  if (!sameShape(shape, store.shape)) {
    const common = sizeOf(shape) <= store.value.length ? broadcastOrUndefined(shape, store.shape) : undefined;
    if (!common || !sameShape(common, store.shape)) throw new ShapeMismatch(store, shape);
    places = broadcastPlaces(shape, store.shape);
  }
  for (let i = 0; i < store.value.length; i++) store.value[i] = elements[places ? places(i) : i]!;
  return { shape: store.shape, elements: store.value.slice() };
}

function broadcastOrUndefined(a: Shape, b: Shape): Shape | undefined {
  try {
    return broadcastShape([a, b], 0);
  } catch {
    return undefined;
  }
}
