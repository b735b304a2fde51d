import { FormulaError, type Expression } from './expression.ts';
import { constants, functions, type PrimitiveName } from './functions.ts';
import { rounding, type Precision } from './graph.ts';
import { wholeExponent } from './quantity.ts';

/** A formula of numbers made ready to be asked again and again; `weak` as in quantity.ts, known before it is run. */
export interface Scalar {
  readonly weak: boolean;
  readonly get: () => number;
}

/**
 * The same value as quantity.ts gives, for formulas that hold no array. Throws FormulaError for a name without a value, or a
 * function of arrays.
 */
export function compileScalar(
  expression: Expression,
  resolve: (name: string) => Scalar | undefined,
  precision: Precision,
): Scalar {
  const round = rounding(precision);
  const strong = ({ weak, get }: Scalar): (() => number) => (weak ? () => round(get()) : get);

  function compile(node: Expression): Scalar {
    if (node.kind === 'number') return { weak: true, get: () => node.value };
    if (node.kind === 'name') return named(node.name, node.at);
    const args = node.args.map(compile);
    if (node.fn === 'f32') return { weak: false, get: strong(args[0]!) };
    const weak = args.every(arg => arg.weak);
    const inputs = weak ? args.map(arg => arg.get) : args.map(strong);
    const times = node.fn === 'pow' ? wholeExponent(node.args[1]!) : 0;
    return { weak, get: operation(node.fn, inputs, times, weak ? value => value : round, node.at) };
  }

  function named(name: string, at: number): Scalar {
    const known = resolve(name);
    if (known) return known;
    const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
    if (constant === undefined) throw new FormulaError(`“${name}” has no value here.`, at);
    return { weak: true, get: () => constant };
  }

  return compile(expression);
}

function operation(
  fn: string,
  inputs: readonly (() => number)[],
  times: number,
  round: (value: number) => number,
  at: number,
): () => number {
  const [a, b, c] = inputs as [() => number, () => number, () => number];
  if (times > 0)
    return () => {
      const base = a();
      let product = base;
      for (let i = 1; i < times; i++) product = round(product * base);
      return product;
    };
  if (fn === 'clamp') return () => Math.min(Math.max(a(), b()), c());
  if (fn === 'select') return () => (a() !== 0 ? b() : c()); // the other branch need not be run
  if (!Object.hasOwn(functions, fn)) throw new FormulaError(`${fn} is of arrays; this line has none.`, at);
  const { compute, arity } = functions[fn as PrimitiveName];
  if (arity === 1) return () => round(compute(a()));
  return arity === 2 ? () => round(compute(a(), b())) : () => round(compute(a(), b(), c()));
}

/** Lines run in order, each seeing what those before have written. */
export interface ScalarLines {
  readonly run: () => void;
  readonly resolve: (name: string) => Scalar | undefined;
}

/** Makes lines ready; `outer` gives the names that they don't write. */
export function compileLines(
  lines: readonly { readonly name: string; readonly expression: Expression }[],
  outer: (name: string) => Scalar | undefined,
  precision: Precision,
): ScalarLines {
  const written = new Map<string, Scalar>();
  const resolve = (name: string): Scalar | undefined => written.get(name) ?? outer(name);
  const steps = lines.map(({ name, expression }) => {
    const { weak, get } = compileScalar(expression, resolve, precision);
    let value = 0;
    written.set(name, { weak, get: () => value });
    return () => void (value = get());
  });
  return { resolve, run: () => steps.forEach(step => step()) };
}
