import { FormulaError, type Expression } from './expression.ts';
import { constants, functions, type FunctionName, type PrimitiveName } from './functions.ts';
import { rounding, type Precision } from './graph.ts';
import { isReduction, reductions } from './reductions.ts';
import { broadcastPlaces, broadcastShape, sizeOf, type Shape } from './shapes.ts';

/** What operations work on: nodes of a graph, or numbers of a precision. */
export interface Algebra<S> {
  constant(value: number): S;
  apply(op: PrimitiveName, ...args: readonly S[]): S;
}

/**
 * A Python number that no array has met yet: a hyperparameter or a literal. Two of them combine in double and are rounded
 * once, when they meet a value of the step, as in `(1 - beta_2) * g`.
 */
export interface Weak {
  readonly weak: number;
}

/** An array, or (shape []) a number, in the precision of the program. */
export interface Tensor<S> {
  readonly shape: Shape;
  readonly elements: ArrayLike<S>;
}

export type Quantity<S> = Weak | Tensor<S>;

type ListFunction = 'global_norm' | 'all_finite' | 'replica_sum' | 'replica_mean';
const listFunctions: ReadonlySet<string> = new Set(['global_norm', 'all_finite', 'replica_sum', 'replica_mean']);
const isListFunction = (fn: string): fn is ListFunction => listFunctions.has(fn);

/** Functions whose value depends on the variable, the particle and the loss of the step; what they are is the plan's to say. */
export type StepFunction = 'random_normal' | 'loss_along';
const stepFunctions: ReadonlySet<string> = new Set(['random_normal', 'loss_along']);
export const isStepFunction = (fn: string): fn is StepFunction => stepFunctions.has(fn);

/** Where names have their values; `lists` gives an array a variable, for global_norm and all_finite, or one a replica. */
export interface Scope<S> {
  readonly value: (name: string) => Quantity<S> | undefined;
  readonly lists?: (name: string, of: 'all' | 'replicas') => readonly Tensor<S>[] | undefined;
  readonly ofStep?: (fn: StepFunction, args: readonly Tensor<S>[]) => Tensor<S> | undefined;
  /** `strong`: literals are of the program's precision from the start, as surfaces have it. */
  readonly literals: 'weak' | 'strong';
}

export const isWeak = <S>(quantity: Quantity<S>): quantity is Weak => 'weak' in quantity;

/** Numbers of a precision: one rounding an operation. */
export function numbers(precision: Precision): Algebra<number> {
  const round = rounding(precision);
  return { constant: round, apply: (op, ...args) => round(functions[op].compute(...args)) };
}

/** A quantity as an array: a weak number is rounded here. */
export function tensorOf<S>(algebra: Algebra<S>, quantity: Quantity<S>): Tensor<S> {
  return isWeak(quantity) ? { shape: [], elements: [algebra.constant(quantity.weak)] } : quantity;
}

/**
 * The value of a formula. Operators and functions work element by element and broadcast; reductions go from left to right.
 * Throws FormulaError where a name has no value or shapes don't fit.
 */
export function evaluate<S>(algebra: Algebra<S>, expression: Expression, scope: Scope<S>): Quantity<S> {
  switch (expression.kind) {
    case 'number':
      return literal(algebra, expression.value, scope);
    case 'name': {
      const value = scope.value(expression.name);
      if (value) return value;
      if (Object.hasOwn(constants, expression.name)) return literal(algebra, constants[expression.name]!, scope);
      throw new FormulaError(`“${expression.name}” has no value here.`, expression.at);
    }
    case 'call':
      return call(algebra, expression, scope);
  }
}

const literal = <S>(algebra: Algebra<S>, value: number, { literals }: Scope<S>): Quantity<S> =>
  literals === 'weak' ? { weak: value } : { shape: [], elements: [algebra.constant(value)] };

function call<S>(algebra: Algebra<S>, expression: Expression & { kind: 'call' }, scope: Scope<S>): Quantity<S> {
  const { fn, at } = expression;
  if (isListFunction(fn)) return overList(algebra, fn, expression.args[0]!, scope);
  const args = expression.args.map(arg => evaluate(algebra, arg, scope));
  if (fn === 'f32') return tensorOf(algebra, args[0]!);
  if (isStepFunction(fn)) {
    const value = scope.ofStep?.(
      fn,
      args.map(arg => tensorOf(algebra, arg)),
    );
    if (!value) throw new FormulaError(`${fn} is of a step of a run; it has no value here.`, at);
    return value;
  }
  if (isReduction(fn))
    return reductions[fn](
      algebra,
      args.map(arg => tensorOf(algebra, arg)),
      at,
    );
  const times = fn === 'pow' ? wholeExponent(expression.args[1]!) : 0;
  if (args.every(isWeak))
    return {
      weak: times
        ? elementOf(inDouble, fn, [args[0]!.weak], times)
        : elementOf(
            inDouble,
            fn,
            args.map(arg => arg.weak),
            0,
          ),
    };
  return elementwise(
    args.map(arg => tensorOf(algebra, arg)),
    at,
    elements => elementOf(algebra, fn, elements, times),
  );
}

const inDouble = numbers('float64');

function elementOf<S>(algebra: Algebra<S>, fn: FunctionName, args: readonly S[], times: number): S {
  if (fn === 'clamp') return algebra.apply('min', algebra.apply('max', args[0]!, args[1]!), args[2]!);
  if (times === 0) return algebra.apply(fn as PrimitiveName, ...args);
  let product: S = args[0]!;
  for (let i = 1; i < times; i++) product = algebra.apply('mul', product, args[0]!);
  return product;
}

/** Applies a function to the elements that meet. */
export function elementwise<S>(args: readonly Tensor<S>[], at: number, apply: (elements: S[]) => S): Tensor<S> {
  if (args.every(arg => arg.shape.length === 0))
    return { shape: [], elements: [apply(args.map(arg => arg.elements[0]!))] };
  const shape = broadcastShape(
    args.map(arg => arg.shape),
    at,
  );
  const places = args.map(arg => broadcastPlaces(arg.shape, shape));
  const elements = Array.from({ length: sizeOf(shape) }, (_, i) =>
    apply(args.map((arg, k) => arg.elements[places[k] ? places[k](i) : i]!)),
  );
  return { shape, elements };
}

/** Whole exponents from 1 to 8 that stand as numbers multiply from left to right; 0 for any other. */
export function wholeExponent(expression: Expression): number {
  const value = literalValue(expression);
  return Number.isInteger(value) && value >= 1 && value <= 8 ? value : 0;
}

function literalValue(expression: Expression): number {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'name' || !(expression.fn in functions)) return NaN;
  return functions[expression.fn as PrimitiveName].compute(...expression.args.map(literalValue));
}

/** Over all variables: the 2-norm of everything, or 1 where every element is finite. Over replicas: the sum or the mean. */
function overList<S>(algebra: Algebra<S>, fn: ListFunction, arg: Expression, scope: Scope<S>): Tensor<S> {
  const list = arg.kind === 'name' ? scope.lists?.(arg.name, fn.startsWith('replica') ? 'replicas' : 'all') : undefined;
  if (!list) throw new FormulaError(`${fn} takes the name of an array that there are several of, such as g.`, arg.at);
  const add = (a: Tensor<S>, b: Tensor<S>): Tensor<S> =>
    elementwise([a, b], arg.at, elements => algebra.apply('add', ...elements));
  if (fn === 'all_finite') return list.map(part => reductions.finite(algebra, [part])).reduce(multiply(algebra));
  if (fn === 'global_norm') {
    const total = list.map(part => reductions.sum_of_squares(algebra, [part])).reduce(add);
    return elementwise([total], arg.at, elements => algebra.apply('sqrt', ...elements));
  }
  const total = list.reduce(add);
  if (fn === 'replica_sum') return total;
  return elementwise([total], arg.at, ([sum]) => algebra.apply('div', sum!, algebra.constant(list.length)));
}

const multiply =
  <S>(algebra: Algebra<S>) =>
  (a: Tensor<S>, b: Tensor<S>): Tensor<S> =>
    elementwise([a, b], 0, elements => algebra.apply('mul', ...elements));
