import { FormulaError } from './expression.ts';

/** A larger array that a formula makes of smaller ones is refused: it would take all memory. */
const MOST_ELEMENTS = 2 ** 24;

/** Lengths of the axes; [] is a number. Elements lie in row-major order. */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, length) => product * length, 1);

/** A shape that is not too large. Throws FormulaError where it is. */
export function checkedShape(shape: Shape, at: number): Shape {
  if (sizeOf(shape) > MOST_ELEMENTS) throw new FormulaError(`Shape ${spellShape(shape)} is too large.`, at);
  return shape;
}

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** As Python prints a shape: (2,) or (2, 3). */
export const spellShape = (shape: Shape): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

/**
 * The common shape of arrays that meet in an operation: shapes align at their last axes, and an axis of length 1 repeats.
 * Throws FormulaError where two lengths don't fit.
 */
export function broadcastShape(shapes: readonly Shape[], at: number): Shape {
  const rank = Math.max(0, ...shapes.map(shape => shape.length));
  const common = Array.from({ length: rank }, (_, axis) => {
    let length = 1;
    for (const shape of shapes) {
      const own = shape[axis - rank + shape.length] ?? 1;
      if (own === 1 || own === length) continue;
      if (length !== 1)
        throw new FormulaError(`Arrays of shapes ${shapes.map(spellShape).join(' and ')} don’t fit.`, at);
      length = own;
    }
    return length;
  });
  return shapes.some(shape => sameShape(shape, common)) ? common : checkedShape(common, at);
}

/** For every element of `target`, the place of the element of `shape` that meets it there. */
export function broadcastPlaces(shape: Shape, target: Shape): ((i: number) => number) | undefined {
  if (sameShape(shape, target)) return undefined;
  const places = new Int32Array(sizeOf(target));
  const skipped = target.length - shape.length;
  for (let i = 0; i < places.length; i++) {
    let rest = i;
    let stride = 1;
    for (let axis = target.length - 1; axis >= skipped; axis--) {
      const length = shape[axis - skipped]!;
      if (length !== 1) places[i]! += (rest % target[axis]!) * stride;
      rest = Math.floor(rest / target[axis]!);
      stride *= length;
    }
  }
  return i => places[i]!;
}

/** An axis counted from the end if negative. Throws FormulaError where the array has no such axis. */
export function axisOf(shape: Shape, axis: number, at: number): number {
  const place = axis < 0 ? shape.length + axis : axis;
  if (!Number.isInteger(place) || place < 0 || place >= shape.length)
    throw new FormulaError(`An array of shape ${spellShape(shape)} has no axis ${axis}.`, at);
  return place;
}
