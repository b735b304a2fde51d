import { build, buildNumber, type Value } from '../formula/build.ts';
import { gradient } from '../formula/differentiate.ts';
import { FormulaError, forEachName, type Assignment } from '../formula/expression.ts';
import { constants } from '../formula/functions.ts';
import { createGraph, inOrder, type Graph } from '../formula/graph.ts';
import { parseAssignment, parseExpression } from '../formula/parse.ts';

/** What is wrong with a typed formula: in which line (from 0), where in it, and what was expected. */
export interface FormulaProblem {
  readonly line: number;
  readonly at: number;
  readonly message: string;
}

/** A typed formula, read: usable where there is no problem. */
export interface ReadFormula {
  readonly problem: FormulaProblem | undefined;
  /** Definitions and the loss, as a surface holds them. */
  readonly lines: readonly string[];
  /** Names that are read and never written. */
  readonly parameters: readonly string[];
  /** Whether y is read. */
  readonly dimensions: 1 | 2;
}

/** Of all lines together. */
export const LONGEST_TEXT = 2000;
const MOST_PARAMETERS = 12;
/** Of loss and gradient together: more would not be ready between two keystrokes. */
const MOST_OPERATIONS = 6000;

const ofRules: ReadonlySet<string> = new Set(['w', 'g', 'step', 'iterations', 'learning_rate', 'loss']);

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Reads lines separated by newlines or semicolons: `u = …` as often as need be, then the loss. Never throws. */
export function readFormula(text: string): ReadFormula {
  const reading = { lines: [] as string[], parameters: [] as string[], dimensions: 1 as 1 | 2 };
  const all = text.split(/[\n;]/).map((own, number): Line => ({ number, text: own }));
  const filled = all.filter(line => line.text.trim() !== '');
  let current: Line = filled[0] ?? { number: 0, text: '' };
  try {
    if (text.length > LONGEST_TEXT)
      throw new FormulaError(`A formula has at most ${LONGEST_TEXT} characters. Received: ${text.length}.`, 0);
    if (filled.length === 0) throw new FormulaError('Type a formula of x and y, such as x^2 + 3y^2.', 0);
    const graph = createGraph('float64');
    const known = new Map<string, Value>([
      ['x', graph.input('x')],
      ['y', graph.input('y')],
    ]);
    for (current of filled) {
      const last = current === filled.at(-1);
      const line = readLine(current.text, last);
      checkNames(line, last, known, reading);
      for (const name of reading.parameters) if (!known.has(name)) known.set(name, graph.input(`surface.${name}`));
      if (last) checkSize(graph, line, known);
      else known.set(line.name, build(graph, line.expression, known));
      reading.lines.push(last ? lossOf(current.text) : current.text.trim());
    }
    return { ...reading, problem: undefined };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { ...reading, problem: { line: current.number, at: error.at, message: error.message } };
  }
}

/** The last line is the loss; it may be given a name, as in `f = x^2`. */
function readLine(text: string, last: boolean): Assignment {
  if (!last || isNamed(text)) return parseAssignment(text);
  return { name: '', expression: parseExpression(text), at: 0 };
}

const isNamed = (text: string): boolean => /^\s*[A-Za-z\u0391-\u03c9][\w\u0391-\u03c9]*\s*=(?!=)/.test(text);
const lossOf = (text: string): string => (isNamed(text) ? text.slice(text.indexOf('=') + 1) : text).trim();

function checkNames(
  { name, expression, at }: Assignment,
  last: boolean,
  known: ReadonlyMap<string, Value>,
  reading: { parameters: string[]; dimensions: 1 | 2 },
): void {
  if (name === 'x' || name === 'y') throw new FormulaError(`“${name}” is where a run stands: it can’t be written.`, at);
  if (reading.parameters.includes(name))
    throw new FormulaError(`“${name}” is read before this line writes it: put the line first.`, at);
  forEachName(expression, (read, place) => {
    if (read === 'y') reading.dimensions = 2;
    if (ofRules.has(read))
      throw new FormulaError(`“${read}” belongs to rules: a landscape speaks of x and y and names of its own.`, place);
    if (read.length > 1 && /^[xy]+$/.test(read))
      throw new FormulaError(`“${read}” is one name. Did you mean ${Array.from(read).join('*')}?`, place);
    if (!last && read === name) throw new FormulaError(`“${name}” can’t stand in its own definition.`, place);
    if (known.has(read) || Object.hasOwn(constants, read) || reading.parameters.includes(read)) return;
    if (reading.parameters.length === MOST_PARAMETERS)
      throw new FormulaError(`At most ${MOST_PARAMETERS} names become sliders.`, place);
    reading.parameters.push(read);
  });
}

function checkSize(graph: Graph, { expression }: Assignment, known: ReadonlyMap<string, Value>): void {
  const loss = buildNumber(graph, expression, known);
  const slopes = gradient(graph, loss, [graph.input('x'), graph.input('y')]);
  if (inOrder([loss, ...slopes]).length > MOST_OPERATIONS)
    throw new FormulaError(`With its gradient this takes more than ${MOST_OPERATIONS} operations.`, 0);
}
