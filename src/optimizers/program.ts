import type { Expression } from '../formula/expression.ts';
import { parseExpression } from '../formula/parse.ts';
import { isStepFunction } from '../formula/quantity.ts';
import { sourceInput } from './gradientSource.ts';
import { parseLine, type ParsedLine } from './lines.ts';
import type { Stage } from './pipeline.ts';
import { slotsOf } from './slots.ts';

/**
 * `each`: for every variable. `once`: once a step, over all variables. `host`: once a step and the same for every start,
 * since it depends on hyperparameters and the step alone.
 */
export type LineScope = 'each' | 'once' | 'host';

export interface ProgramLine extends ParsedLine {
  readonly scope: LineScope;
}

/** A slot: its first value (0 where none is declared), and what it belongs to. */
export interface Slot {
  readonly name: string;
  readonly stage: string;
  readonly scope: LineScope;
  readonly initial: Expression | undefined;
}

export interface ProgramStage extends Omit<Stage, 'lines' | 'when'> {
  readonly lines: readonly ProgramLine[];
  /** All must be other than 0 for the stage to run. */
  readonly when: readonly Expression[];
}

/** The stages of a call, parsed, with the scope of every name. */
export interface Program {
  readonly stages: readonly ProgramStage[];
  readonly slots: readonly Slot[];
  readonly scopeOf: (name: string) => LineScope;
}

/** Functions whose value is one number for all variables. */
const gathering: ReadonlySet<string> = new Set(['global_norm', 'all_finite']);

/**
 * Parses stages and finds slots and scopes. Hyperparameters that are `varied` differ from start to start, and so does what
 * depends on them. Throws FormulaError where a line is wrong.
 */
export function programOf(stages: readonly Stage[], varied: readonly string[] = []): Program {
  const parsed = stages.map(stage => ({
    ...stage,
    lines: stage.lines.map(line => owned(parseLine(line), stage.own)),
    when: (stage.when ?? []).map(text => parseExpression(text)),
  }));
  const lines = parsed.flatMap(stage => stage.lines);
  const scopes = scopesOf(lines, varied);
  const scopeOf = (name: string): LineScope => scopes.get(name) ?? 'host';
  const stageOf = (slot: string): string =>
    parsed.find(stage => stage.lines.some(line => line.name === slot))?.name ?? '';
  return {
    scopeOf,
    stages: parsed.map(stage => ({
      ...stage,
      lines: stage.lines.map(line => ({ ...line, scope: scopeOf(line.name) })),
    })),
    slots: slotsOf(lines).map(slot => ({ ...slot, stage: stageOf(slot.name), scope: scopeOf(slot.name) })),
  };
}

/** A line whose own names are set apart from those of all other lines. */
function owned(line: ParsedLine, own: readonly string[] | undefined): ParsedLine {
  if (!own) return line;
  const named = (name: string): string => (own.includes(name) ? sourceInput(name) : name);
  const within = (part: Expression): Expression =>
    part.kind === 'name'
      ? { ...part, name: named(part.name) }
      : part.kind === 'call'
        ? { ...part, args: part.args.map(within) }
        : part;
  return { ...line, name: named(line.name), expression: within(line.expression) };
}

/** A name has the widest scope of all that is written to it; names that are never written are hyperparameters. */
function scopesOf(lines: readonly ParsedLine[], varied: readonly string[]): Map<string, LineScope> {
  const scopes = new Map<string, LineScope>([
    ['w', 'each'],
    ['g', 'each'],
    [sourceInput('call'), 'once'],
    [sourceInput('replica'), 'once'],
    ...varied.map(name => [name, 'once'] as const),
  ]);
  const writes = lines.filter(line => !line.declares);
  for (let changed = true; changed;) {
    changed = false;
    for (const { name, expression } of writes) {
      const scope = wider(
        expressionScope(expression, read => scopes.get(read) ?? 'host'),
        scopes.get(name) ?? 'host',
      );
      changed ||= scope !== (scopes.get(name) ?? 'host');
      scopes.set(name, scope);
    }
  }
  return scopes;
}

const order: readonly LineScope[] = ['host', 'once', 'each'];
const wider = (a: LineScope, b: LineScope): LineScope => (order.indexOf(a) > order.indexOf(b) ? a : b);

/** The scope of a formula over names whose scopes are known. */
export function expressionScope(expression: Expression, scopeOf: (name: string) => LineScope): LineScope {
  if (expression.kind === 'number') return 'host';
  if (expression.kind === 'name') return scopeOf(expression.name);
  if (gathering.has(expression.fn)) return 'once';
  if (isStepFunction(expression.fn)) return 'each';
  return expression.args.map(arg => expressionScope(arg, scopeOf)).reduce(wider, 'host');
}
