import { FormulaError, type Assignment, type Expression } from './expression.ts';
import { callable, constants, type FunctionName } from './functions.ts';
import { advice } from './advice.ts';
import { short, tokens, type Token } from './tokens.ts';

/** Deeper nesting is refused. */
const DEEPEST = 100;
/** More of + − * / would nest, from left to right, deeper than every engine’s stack. A ½ is one of them. */
const MOST_OPERATIONS = 1000;

/** Names that mean something to JavaScript's objects; no formula needs them. */
const refused = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'arguments', 'eval']);

const comparisons: Readonly<Record<string, FunctionName>> = {
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '==': 'eq',
  '!=': 'ne',
};

/** A name's place in the allow-list: what may be read. Without one, any name may that isn't a function's. */
export type Names = ReadonlySet<string> | undefined;

const call = (fn: FunctionName, at: number, ...args: Expression[]): Expression => ({ kind: 'call', fn, args, at });

/**
 * Text → expression. Loosest to tightest: `a ? b : c`, comparison, + −, * / and juxtaposition, unary −, ^ (to the right).
 * Throws FormulaError, with the position and what was expected there.
 */
export function parseExpression(text: string, names?: Names): Expression {
  const reader = createReader(tokens(text), names);
  const expression = reader.expression();
  reader.expect('end', 'an operator or the end');
  return expression;
}

/** `name = expression` → assignment; `at` shifts all positions (the line's place in a longer text). */
export function parseAssignment(text: string, names?: Names, at = 0): Assignment {
  const reader = createReader(tokens(text, at), names);
  const target = reader.expect('name', 'the name that this line writes');
  if (target.text in callable || target.text in constants || refused.has(target.text))
    throw new FormulaError(`“${short(target.text)}” can’t be written to.`, target.at);
  reader.expect('=', '“=”');
  const expression = reader.expression();
  reader.expect('end', 'an operator or the end of the line');
  return { name: target.text, expression, at: target.at };
}

function createReader(list: readonly Token[], names: Names) {
  let position = 0;
  let depth = 0;
  let operations = 0;
  const next = (): Token => list[position]!;
  const isSymbol = (...symbols: string[]): boolean => next().kind === 'symbol' && symbols.includes(next().text);
  const take = (): Token => list[position++]!;

  function expect(what: string, description: string): Token {
    const token = next();
    if (token.kind !== what && !(token.kind === 'symbol' && token.text === what))
      throw new FormulaError(`Expected ${description} instead of ${quote(token)}.`, token.at);
    return what === 'end' ? token : take();
  }

  function nested<T>(read: () => T): T {
    if (++depth > DEEPEST) throw new FormulaError(`Nested more than ${DEEPEST} deep.`, next().at);
    const result = read();
    depth--;
    return result;
  }

  function operation(fn: FunctionName, at: number, left: Expression, right: Expression): Expression {
    if (++operations > MOST_OPERATIONS)
      throw new FormulaError(`More than ${MOST_OPERATIONS} operations in a line.`, at);
    return call(fn, at, left, right);
  }

  const expression = (): Expression =>
    nested(() => {
      const condition = comparison();
      if (!isSymbol('?')) return condition;
      const { at } = take();
      const yes = expression();
      expect(':', '“:” and the value otherwise');
      return call('select', at, condition, yes, expression());
    });

  function comparison(): Expression {
    const left = sum();
    if (next().kind !== 'symbol' || !(next().text in comparisons)) {
      if (isSymbol('=')) throw new FormulaError('“=” can’t stand here; a comparison is written “==”.', next().at);
      return left;
    }
    const { text, at } = take();
    const result = call(comparisons[text]!, at, left, sum());
    if (next().kind === 'symbol' && next().text in comparisons)
      throw new FormulaError('Comparisons can’t be chained: compare two values at a time.', next().at);
    return result;
  }

  function sum(): Expression {
    let left = product();
    while (isSymbol('+', '-')) {
      const { text, at } = take();
      left = operation(text === '+' ? 'add' : 'sub', at, left, product());
    }
    return left;
  }

  function product(): Expression {
    let left = signed();
    for (;;) {
      const token = next();
      if (isSymbol('*', '/')) {
        take();
        left = operation(token.text === '*' ? 'mul' : 'div', token.at, left, signed());
      } else if (token.kind === 'number' || token.kind === 'name' || isSymbol('(')) {
        if (token.kind === 'number' && list[position - 1]!.kind === 'number')
          throw new FormulaError('Two numbers in a row: write “*” between them.', token.at);
        left = operation('mul', token.at, left, power());
      } else return left;
    }
  }

  const signed = (): Expression =>
    nested(() => {
      if (!isSymbol('-', '+')) return power();
      const { text, at } = take();
      return text === '-' ? call('neg', at, signed()) : signed();
    });

  function power(): Expression {
    const base = primary();
    if (!isSymbol('^')) return base;
    const { at } = take();
    return call('pow', at, base, signed());
  }

  function primary(): Expression {
    const token = next();
    if (token.kind === 'number') {
      take();
      return { kind: 'number', value: token.value, at: token.at };
    }
    if (token.kind === 'name') return nameOrCall(take());
    if (isSymbol('(')) {
      take();
      const inner = expression();
      expect(')', '“)”');
      return inner;
    }
    throw new FormulaError(`Expected a number, a name or “(” instead of ${quote(token)}.`, token.at);
  }

  function nameOrCall({ text, at }: Token): Expression {
    if (Object.hasOwn(callable, text)) return callOf(text as keyof typeof callable, at);
    if (refused.has(text)) throw new FormulaError(`“${text}” can’t be used as a name.`, at);
    if (isSymbol('(')) throw new FormulaError(`“${short(text)}” is not a function. ${advice(text, names)}`, at);
    if (names && !Object.hasOwn(constants, text) && !names.has(text))
      throw new FormulaError(`“${short(text)}” is unknown. ${advice(text, names)}`, at);
    return { kind: 'name', name: text, at };
  }

  function callOf(fn: keyof typeof callable, at: number): Expression {
    expect('(', `“(” after ${fn}`);
    const args = [expression()];
    while (isSymbol(',')) {
      take();
      args.push(expression());
    }
    const close = expect(')', '“,” or “)”');
    const [least, most] = callable[fn];
    if (args.length < least || args.length > most)
      throw new FormulaError(
        `${fn} takes ${least}${most === Infinity ? ' or more' : ''} argument${least === 1 && most === 1 ? '' : 's'}. Received: ${args.length}.`,
        close.at,
      );
    return { kind: 'call', fn, args, at };
  }

  return { expression, expect };
}

const quote = (token: Token): string => (token.kind === 'end' ? 'the end' : `“${short(token.text)}”`);
