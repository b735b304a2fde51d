import { FormulaError } from './expression.ts';
import type { Algebra, Tensor } from './quantity.ts';
import { axisOf, checkedShape, sizeOf, spellShape } from './shapes.ts';

type Reduction = <S>(algebra: Algebra<S>, args: readonly Tensor<S>[], at?: number) => Tensor<S>;

const number = <S>(element: S): Tensor<S> => ({ shape: [], elements: [element] });
const addAll = <S>(algebra: Algebra<S>, terms: readonly S[]): S =>
  terms.reduce((sum, term) => algebra.apply('add', sum, term));
const squares = <S>(algebra: Algebra<S>, elements: readonly S[]): S[] => elements.map(x => algebra.apply('mul', x, x));
const flat = <S>(args: readonly Tensor<S>[]): S[] => args.flatMap(({ elements }) => Array.from(elements));

const all: Record<'sum' | 'norm' | 'mean', <S>(algebra: Algebra<S>, elements: readonly S[]) => S> = {
  sum: addAll,
  norm: (algebra, elements) => algebra.apply('sqrt', addAll(algebra, squares(algebra, elements))),
  mean: (algebra, elements) => algebra.apply('div', addAll(algebra, elements), algebra.constant(elements.length)),
};

/** The same along one axis, which stays with length 1, so that the result broadcasts back. A number has no axes: it is itself the row. */
const along =
  (kind: keyof typeof all): Reduction =>
  (algebra, [array, axis], at = 0) => {
    const { shape, elements } = array!;
    if (shape.length === 0) return number(all[kind](algebra, [elements[0]!]));
    const place = axisOf(shape, literalAxis(axis!, at), at);
    const inner = sizeOf(shape.slice(place + 1));
    const length = shape[place]!;
    const result = Array.from({ length: sizeOf(shape) / length }, (_, i) => {
      const start = Math.floor(i / inner) * inner * length + (i % inner);
      return all[kind](
        algebra,
        Array.from({ length }, (_element, k) => elements[start + k * inner]!),
      );
    });
    return { shape: shape.with(place, 1), elements: result };
  };

function literalAxis<S>({ elements }: Tensor<S>, at: number): number {
  const element: unknown = elements[0];
  const value = typeof element === 'number' ? element : (element as { op?: string; value?: number }).value;
  if (value === undefined || !Number.isInteger(value)) throw new FormulaError('An axis is a whole number.', at);
  return value;
}

function matrixShape<S>({ shape }: Tensor<S>, fn: string, at: number): readonly [number, number] {
  if (shape.length !== 2) throw new FormulaError(`${fn} takes matrices. Received: shape ${spellShape(shape)}.`, at);
  return shape as unknown as readonly [number, number];
}

/** Functions of whole arrays. Sums go from left to right. */
export const reductions = {
  sum: (algebra, args) => number(all.sum(algebra, flat(args))),
  norm: (algebra, args) => number(all.norm(algebra, flat(args))),
  mean: (algebra, args) => number(all.mean(algebra, flat(args))),
  sum_along: along('sum'),
  norm_along: along('norm'),
  mean_along: along('mean'),
  sum_of_squares: (algebra, args) => number(addAll(algebra, squares(algebra, flat(args)))),
  /** 1 where every element is finite: x − x is 0 for those only. */
  finite: (algebra, args) =>
    number(
      flat(args)
        .map(x => algebra.apply('eq', algebra.apply('sub', x, x), algebra.constant(0)))
        .reduce((a, b) => algebra.apply('mul', a, b)),
    ),
  zeros: (algebra, [array]) => ({
    shape: array!.shape,
    elements: Array.from(array!.elements, () => algebra.constant(0)),
  }),
  transpose: (_algebra, [matrix], at = 0) => {
    const [rows, columns] = matrixShape(matrix!, 'transpose', at);
    const elements = Array.from(
      { length: rows * columns },
      (_, i) => matrix!.elements[(i % rows) * columns + Math.floor(i / rows)]!,
    );
    return { shape: [columns, rows], elements };
  },
  matmul: (algebra, [a, b], at = 0) => {
    const [rows, shared] = matrixShape(a!, 'matmul', at);
    const [sharedToo, columns] = matrixShape(b!, 'matmul', at);
    if (shared !== sharedToo)
      throw new FormulaError(`Matrices of shapes ${spellShape(a!.shape)} and ${spellShape(b!.shape)} don’t fit.`, at);
    checkedShape([rows, columns], at);
    const elements = Array.from({ length: rows * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      const terms = Array.from({ length: shared }, (_term, k) =>
        algebra.apply('mul', a!.elements[row * shared + k]!, b!.elements[k * columns + column]!),
      );
      return addAll(algebra, terms);
    });
    return { shape: [rows, columns], elements };
  },
  outer: (algebra, [a, b], at = 0) => ({
    shape: checkedShape([a!.elements.length, b!.elements.length], at),
    elements: Array.from(a!.elements).flatMap(x => Array.from(b!.elements, y => algebra.apply('mul', x, y))),
  }),
} as const satisfies Record<string, Reduction>;

export type ReductionName = keyof typeof reductions;

export const isReduction = (fn: string): fn is ReductionName => Object.hasOwn(reductions, fn);
