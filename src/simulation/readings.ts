import type { Trace } from '../experiment/trace.ts';
import type { Expression } from '../formula/expression.ts';
import { evaluate, numbers, tensorOf, type Quantity } from '../formula/quantity.ts';
import { sourceNumbers } from '../optimizers/gradientSource.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { PlannedLine } from './plan.ts';

/** A number, or the elements of an array. */
export type Reading = readonly number[];

/** What a name stood for at one line of one call, as the trace holds it. */
export interface Moment {
  readonly trace: Trace;
  readonly run: OptimizerConfig;
  readonly lines: readonly PlannedLine[];
  readonly step: number;
}

/** The recorded values of a name such as `update.velocity` after call `step`; empty where there are none. */
export function recorded(trace: Trace, step: number, name: string): Reading {
  const row = step * trace.columns.length;
  const values: number[] = [];
  trace.columns.forEach((column, i) => {
    const rest = column.startsWith(name) ? column.slice(name.length) : null;
    if (rest === '' || (rest !== null && /^\.(x|y|\d+)$/.test(rest))) values.push(trace.rows[row + i]!);
  });
  return values;
}

/** What `name` stood for when line `index` of the call read it; undefined where the trace does not hold it. */
export function readingOf(name: string, index: number, { trace, run, lines, step }: Moment): Reading | undefined {
  const found = (values: Reading): Reading | undefined => (values.length > 0 ? values : undefined);
  const line = lines[index]!;
  const writes = (other: PlannedLine): boolean =>
    other.name === name && !other.declares && other.own.includes(name) === line.own.includes(name);
  if (line.own.includes(name) && !lines.some(writes)) return ownReading(name, run, step);
  const written = lines.slice(0, index).findLast(writes);
  if (written) return found(recorded(trace, step, `${written.stage}.${name}`));
  if (name === 'g') return found(recorded(trace, step, 'gradient.g'));
  if (name === 'w')
    return [trace.rows[(step - 1) * trace.columns.length]!, trace.rows[(step - 1) * trace.columns.length + 1]!];
  if (name === 'step') return [step - 1];
  if (name === 'iterations') return [iterationsAt(run, step)];
  const scheduled = name === 'learning_rate' ? recorded(trace, step, 'schedule.learning_rate') : [];
  if (scheduled.length > 0) return scheduled;
  const option = run.config[name];
  if (typeof option === 'number') return [option];
  const writer = lines.findLast(writes);
  if (!writer) return undefined;
  if (step > 1) return found(recorded(trace, step - 1, `${writer.stage}.${name}`));
  const declared = lines.find(other => other.name === name && other.declares);
  if (declared) return valueOf(declared.expression, 0, { trace, run, lines, step });
  return recorded(trace, step, `${writer.stage}.${name}`).map(() => 0); // slots start at zero
}

/** A number of where gradients come from; of several replicas the page shows the first. */
function ownReading(name: string, { source }: OptimizerConfig, step: number): Reading | undefined {
  if (name === 'call') return [step];
  if (name === 'replica') return [0];
  const number = source && sourceNumbers(source)[name];
  return number === undefined ? undefined : [number];
}

function iterationsAt({ config, accumulation }: OptimizerConfig, step: number): number {
  const calls = config.gradient_accumulation_steps;
  return typeof calls === 'number' && calls && !accumulation ? Math.floor((step - 1) / calls) : step - 1;
}

/** Whether the stage of a line ran in this call: none of its gates was 0. */
export function isOpen(index: number, moment: Moment): boolean {
  return moment.lines[index]!.when.every(gate => valueOf(gate, index, moment)?.[0] !== 0);
}

/** A formula over what its names stood for; undefined where one is not known. */
function valueOf(expression: Expression, index: number, moment: Moment): Reading | undefined {
  const algebra = numbers('float32');
  const value = (name: string): Quantity<number> | undefined => {
    if (name === 'pi' || name === 'e') return undefined;
    const reading = readingOf(name, index, moment);
    return reading && { shape: reading.length > 1 ? [reading.length] : [], elements: reading };
  };
  try {
    return Array.from(tensorOf(algebra, evaluate(algebra, expression, { literals: 'weak', value })).elements);
  } catch {
    return undefined; // the gates and first values of what is not recorded are not shown
  }
}
