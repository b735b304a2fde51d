import type { Expression } from '../formula/expression.ts';
import { constants } from '../formula/functions.ts';
import { expressionScope, type LineScope } from '../optimizers/program.ts';
import type { HostValue } from './host.ts';

/** Parts a rule's formulas into what the host computes once a step and what the kernel computes. */
export interface Splitter {
  /** The formula with every part that depends on no array replaced by the name of a host value. */
  kernelPart(expression: Expression): Expression;
  /** A line whose value is a number of the host; returns the kernel's name for it. */
  line(name: string, input: string, expression: Expression, when: readonly Expression[], slot: boolean): string;
  readonly values: readonly HostValue[];
}

/** `varies`: names, other than hyperparameters that stay, that the host must give anew each step. */
export function createSplitter(scopeOf: (name: string) => LineScope, varies: (name: string) => boolean): Splitter {
  const values: HostValue[] = [];
  const latest = new Map<string, string>();
  const known = new Map<string, string>();

  function give(expression: Expression): Expression {
    const text = spell(expression);
    let input = known.get(text);
    if (!input) {
      input = `host.${values.length}`;
      values.push({ input, expression, writes: undefined, when: [], slot: false });
      known.set(text, input);
    }
    return { kind: 'name', name: input, at: expression.at };
  }

  function kernelPart(expression: Expression): Expression {
    if (expression.kind === 'number') return expression;
    if (expression.kind === 'name') {
      const own = latest.get(expression.name);
      if (own) return { ...expression, name: own };
      return scopeOf(expression.name) === 'host' && varies(expression.name) ? give(expression) : expression;
    }
    if (expressionScope(expression, scopeOf) === 'host' && hasName(expression)) return give(expression);
    return { ...expression, args: expression.args.map(kernelPart) };
  }

  return {
    values,
    kernelPart,
    line(name, input, expression, when, slot) {
      values.push({ input, expression, writes: name, when, slot });
      latest.set(name, input);
      known.clear(); // the name has a new value
      return input;
    },
  };
}

function hasName(expression: Expression): boolean {
  if (expression.kind === 'name') return !Object.hasOwn(constants, expression.name);
  return expression.kind === 'call' && expression.args.some(hasName);
}

function spell(expression: Expression): string {
  if (expression.kind === 'number') return String(expression.value);
  if (expression.kind === 'name') return expression.name;
  return `${expression.fn}(${expression.args.map(spell).join(',')})`;
}
