import type { Expression } from './expression.ts';
import type { FunctionName } from './functions.ts';

/** coefficient × the product of base^power. */
interface Term {
  readonly coefficient: number;
  readonly factors: ReadonlyMap<string, Factor>;
}

interface Factor {
  readonly base: Expression;
  readonly power: number;
}

const number = (value: number): Expression => ({ kind: 'number', value, at: 0 });
const call = (fn: FunctionName, ...args: Expression[]): Expression => ({ kind: 'call', fn, args, at: 0 });
const term = (coefficient: number, ...factors: Factor[]): Term => ({
  coefficient,
  factors: new Map(factors.map(factor => [keyOf(factor.base), factor])),
});

/**
 * The formula as one would write it: numbers in front, equal factors as powers, equal terms added, no 0·x, 1·x or x + 0.
 * Sums in a product stay in their brackets. The same real function, not the same rounding: for the eye alone.
 */
export function tidy(expression: Expression): Expression {
  return sumOf(collected(joined(collected(termsOf(expression)))));
}

function termsOf(expression: Expression): Term[] {
  if (expression.kind === 'number') return [term(expression.value)];
  if (expression.kind === 'name') return [term(1, { base: expression, power: 1 })];
  const { fn, args } = expression;
  const [a, b, c] = args as [Expression, Expression, Expression];
  switch (fn) {
    case 'neg':
      return termsOf(a).map(each => scaled(each, -1));
    case 'add':
      return [...termsOf(a), ...termsOf(b)];
    case 'sub':
      return [...termsOf(a), ...termsOf(b).map(each => scaled(each, -1))];
    case 'mul':
      return product(asTerm(a, 1), asTerm(b, 1));
    case 'div':
      return product(asTerm(a, 1), asTerm(b, -1));
    case 'pow': {
      const exponent = tidy(b);
      if (exponent.kind === 'number') return [asTerm(a, exponent.value)];
      return [term(1, { base: call('pow', tidy(a), exponent), power: 1 })];
    }
    case 'select': {
      const [yes, no] = [tidy(b), tidy(c)];
      return keyOf(yes) === keyOf(no) ? termsOf(yes) : [term(1, { base: call(fn, tidy(a), yes, no), power: 1 })];
    }
    default:
      return [term(1, { base: call(fn, ...args.map(tidy)), power: 1 })];
  }
}

/** A power of an expression as one term: a sum becomes a factor of its own. */
function asTerm(expression: Expression, power: number): Term {
  const terms = collected(termsOf(expression));
  const [only] = terms;
  if (!only) return power > 0 ? term(0) : term(1, { base: number(0), power });
  const whole = Number.isInteger(power);
  const isPlain = terms.length === 1 && (whole || only.factors.size === 0 || only.coefficient === 1);
  if (!isPlain || (!whole && only.factors.size > 1)) return term(1, { base: sumOf(terms), power });
  const factors = [...only.factors.values()].map(factor => ({ ...factor, power: factor.power * power }));
  return term(only.coefficient ** power, ...factors);
}

function product(a: Term, b: Term): Term[] {
  const factors = new Map(a.factors);
  for (const [key, factor] of b.factors) {
    const power = (factors.get(key)?.power ?? 0) + factor.power;
    if (power === 0) factors.delete(key);
    else factors.set(key, { ...factor, power });
  }
  return [{ coefficient: a.coefficient * b.coefficient, factors }];
}

/** (c ? a : 0) + (c ? 0 : b) is c ? a : b. */
function joined(terms: readonly Term[]): Term[] {
  const result: Term[] = [];
  const places = new Map<string, number>();
  for (const each of terms) {
    const branch = branchOf(each);
    const place = branch && places.get(keyOf(branch.condition));
    if (!branch || place === undefined) {
      if (branch) places.set(keyOf(branch.condition), result.length);
      result.push(each);
      continue;
    }
    const other = branchOf(result[place]!)!;
    const both = call(
      'select',
      branch.condition,
      tidy(call('add', other.yes, branch.yes)),
      tidy(call('add', other.no, branch.no)),
    );
    result[place] = term(1, { base: both, power: 1 });
  }
  return result;
}

/** A term that is a number times a choice; the number goes into its branches. */
function branchOf({ coefficient, factors }: Term): Record<'condition' | 'yes' | 'no', Expression> | undefined {
  const [factor, ...more] = [...factors.values()];
  if (more.length > 0 || factor?.power !== 1 || factor.base.kind !== 'call' || factor.base.fn !== 'select')
    return undefined;
  const [condition, yes, no] = factor.base.args as [Expression, Expression, Expression];
  return { condition, yes: call('mul', number(coefficient), yes), no: call('mul', number(coefficient), no) };
}

const scaled = (each: Term, by: number): Term => ({ ...each, coefficient: each.coefficient * by });

/** Terms of the same factors added; what is nothing is left out. */
function collected(terms: readonly Term[]): Term[] {
  const sums = new Map<string, Term>();
  for (const each of terms) {
    const key = [...each.factors]
      .map(([base, { power }]) => `${base}^${power}`)
      .toSorted()
      .join('·');
    const known = sums.get(key);
    sums.set(key, known ? { ...known, coefficient: known.coefficient + each.coefficient } : each);
  }
  return [...sums.values()].filter(({ coefficient }) => coefficient !== 0);
}

/** Positive terms first, so that none begins with a minus that could do without. */
function sumOf(terms: readonly Term[]): Expression {
  const order = [...terms.filter(each => each.coefficient > 0), ...terms.filter(each => !(each.coefficient > 0))];
  return (
    order.reduce<Expression | undefined>((sum, each) => {
      if (!sum) return each.coefficient < 0 ? call('neg', productOf(scaled(each, -1))) : productOf(each);
      return each.coefficient < 0 ? call('sub', sum, productOf(scaled(each, -1))) : call('add', sum, productOf(each));
    }, undefined) ?? number(0)
  );
}

/** The number first, then names, x and y, functions, then sums in brackets; negative powers under a line. */
function productOf({ coefficient, factors }: Term): Expression {
  const list = [...factors.values()].toSorted((a, b) => weight(a.base) - weight(b.base));
  const side = (sign: 1 | -1): Expression[] =>
    list
      .filter(({ power }) => power * sign > 0)
      .map(({ base, power }) => (power * sign === 1 ? base : call('pow', base, number(power * sign))));
  const value = Number(coefficient.toPrecision(12));
  const top = side(1);
  const above = [...(value === 1 && top.length > 0 ? [] : [number(value)]), ...top];
  const multiplied = (parts: readonly Expression[]): Expression =>
    parts.reduce((left, right) => call('mul', left, right));
  const below = side(-1);
  return below.length > 0 ? call('div', multiplied(above), multiplied(below)) : multiplied(above);
}

function weight(base: Expression): number {
  if (base.kind === 'name') return base.name === 'pi' ? 0 : base.name === 'x' || base.name === 'y' ? 2 : 1;
  return base.kind === 'call' && ['add', 'sub', 'neg', 'select'].includes(base.fn) ? 4 : 3;
}

/** A text that is the same for the same formula. */
function keyOf(expression: Expression): string {
  if (expression.kind === 'number') return String(expression.value);
  if (expression.kind === 'name') return expression.name;
  return `${expression.fn}(${expression.args.map(keyOf).join(',')})`;
}
