import { FormulaError, forEachName } from '../../formula/expression.ts';
import { evaluate, numbers, tensorOf, type Algebra, type Quantity } from '../../formula/quantity.ts';
import { sameShape, spellShape } from '../../formula/shapes.ts';
import { parseLine, type ParsedLine } from '../lines.ts';
import { free, learningRate } from '../options/kinds.ts';
import { reserved, slotsOf } from '../slots.ts';
import type { Rule, RuleLine } from './rule.ts';

/** What is wrong with a typed rule: in which line (from 0), where in it, and what was expected. */
export interface LineProblem {
  readonly line: number;
  readonly at: number;
  readonly message: string;
}

/** A typed rule: usable if there are no problems. Slots and hyperparameters are found from its lines. */
export interface CustomRule {
  readonly rule: Rule;
  readonly problems: readonly LineProblem[];
  readonly slots: readonly string[];
  readonly hyperparameters: readonly string[];
}

/** Where a hyperparameter of a typed rule starts if nothing else is said: shares near 1, rates small. */
function usual(name: string): number {
  if (/^(beta|momentum|rho|mu|b1|b2)/.test(name)) return 0.9;
  if (name.startsWith('eps')) return 1e-7;
  return /rate|lr|alpha|eta/.test(name) ? 0.01 : 0.1;
}

/** Names that a typed rule may read but not write, and names that only surfaces have. */
const readOnly: ReadonlySet<string> = new Set(['step', 'iterations', 'learning_rate', 'loss', 'x', 'y']);
const ofSurfaces: ReadonlySet<string> = new Set(['x', 'y', 'loss']);

/** Reads lines separated by newlines or semicolons, such as `m = beta*m + (1-beta)*g; w = w - rate*m`. Never throws. */
export function customRule(text: string, defaults: Readonly<Record<string, number>> = {}): CustomRule {
  const texts = text.split(/[\n;]/);
  const problems: LineProblem[] = [];
  const lines: (ParsedLine & { readonly line: number })[] = [];
  texts.forEach((own, line) => {
    if (own.trim() === '') return;
    try {
      const parsed = parseLine({ text: own });
      checkNames(parsed);
      lines.push({ ...parsed, line });
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      problems.push({ line, at: error.at, message: error.message });
    }
  });
  if (problems.length === 0 && !lines.some(({ name }) => name === 'w'))
    problems.push({
      line: Math.max(0, texts.length - 1),
      at: 0,
      message: 'No line writes w, so nothing would move. Write w = w - …',
    });

  const written = new Set(lines.map(({ name }) => name));
  const hyperparameters = new Set<string>();
  for (const { expression } of lines)
    forEachName(expression, name => {
      if (!written.has(name) && !reserved.has(name) && name !== 'pi' && name !== 'e') hyperparameters.add(name);
    });
  const slots = slotsOf(lines).map(({ name }) => name);
  if (problems.length === 0) problems.push(...shapeProblems(lines, slots));
  const ruleLines: readonly RuleLine[] = lines.map(line => ({ text: line.text.trim() }));
  const options = [...hyperparameters].map(name => free(name, defaults[name] ?? usual(name), `“${name}” in the rule.`));
  const rule: Rule = {
    name: 'Custom',
    sentence: 'A rule of your own.',
    source: 'typed',
    family: 'keras',
    options: [learningRate(defaults.learning_rate ?? 0.01), ...options],
    update: () => ruleLines,
  };
  return { rule, problems, slots, hyperparameters: [...hyperparameters] };
}

function checkNames({ name, expression, at }: ParsedLine): void {
  if (readOnly.has(name)) throw new FormulaError(`“${name}” comes from outside the rule and can’t be written.`, at);
  forEachName(expression, (read, place) => {
    if (ofSurfaces.has(read)) throw new FormulaError(`A rule speaks of w and g; “${read}” belongs to surfaces.`, place);
  });
}

/** A typed rule may take no more operations than this: outer products of outer products grow beyond all bounds. */
const MOST_OPERATIONS = 20_000;

function counted(algebra: Algebra<number>): Algebra<number> {
  let operations = 0;
  return {
    constant: algebra.constant,
    apply(op, ...args) {
      if (++operations > MOST_OPERATIONS)
        throw new FormulaError(`This takes more than ${MOST_OPERATIONS} operations.`, 0);
      return algebra.apply(op, ...args);
    },
  };
}

/** Runs the lines once on two numbers: what doesn't fit together shows. */
function shapeProblems(
  lines: readonly (ParsedLine & { readonly line: number })[],
  slots: readonly string[],
): LineProblem[] {
  const algebra = counted(numbers('float32'));
  const array = { shape: [2], elements: [0.5, 0.25] };
  const known = new Map<string, Quantity<number>>([
    ['w', array],
    ['g', array],
    ...slots.map(slot => [slot, array] as const),
  ]);
  for (const { name, expression, declares, line, at } of lines) {
    try {
      const value = evaluate(algebra, expression, {
        literals: 'weak',
        value: read => known.get(read) ?? (read === 'pi' || read === 'e' ? undefined : { weak: 0.5 }),
        lists: () => [array],
        ofStep: () => array,
      });
      const { shape } = tensorOf(algebra, value);
      if ((name === 'w' || name === 'g') && shape.length > 0 && !sameShape(shape, array.shape))
        throw new FormulaError(`${name} has shape ${spellShape(array.shape)}, but this is ${spellShape(shape)}.`, at);
      if (!declares) known.set(name, slots.includes(name) && shape.length === 0 ? array : value);
    } catch (error) {
      if (error instanceof FormulaError) return [{ line, at: error.at, message: error.message }];
      throw error;
    }
  }
  return [];
}
