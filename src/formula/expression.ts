import type { FunctionName } from './functions.ts';

/** A formula as it was written; `at` is the position of its first character in the text. Operators are calls too. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'call'; readonly fn: FunctionName; readonly args: readonly Expression[]; readonly at: number };

/** `name = expression`, one line of a rule. */
export interface Assignment {
  readonly name: string;
  readonly expression: Expression;
  readonly at: number;
}

/** What is wrong with a formula, where (a position in its text), and what was expected there. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** True if two formulas are the same but for where they stand. */
export function sameExpression(a: Expression, b: Expression): boolean {
  if (a.kind === 'number') return b.kind === 'number' && Object.is(a.value, b.value);
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name;
  return (
    b.kind === 'call' &&
    a.fn === b.fn &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => sameExpression(arg, b.args[i]!))
  );
}

/** Calls `visit` for every name in the formula, in reading order. */
export function forEachName(expression: Expression, visit: (name: string, at: number) => void): void {
  if (expression.kind === 'name') visit(expression.name, expression.at);
  else if (expression.kind === 'call') for (const arg of expression.args) forEachName(arg, visit);
}
