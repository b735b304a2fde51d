import { python, ValueError } from '../errors.ts';
import { sameShape, sizeOf, spellShape, type Shape } from '../../formula/shapes.ts';

/** Numbers in, flat or nested. */
export type Values = number | ArrayLike<number> | readonly Values[];

/** Nested or flat numbers, row by row, with the shape of the nesting. Throws ValueError where rows differ in length. */
export function flatten(values: Values): { shape: Shape; elements: number[] } {
  if (typeof values === 'number') return { shape: [], elements: [values] };
  if (typeof values !== 'object' || values === null || typeof values.length !== 'number')
    throw new TypeError(`Expected a number or an array of numbers. Received: ${python(values)}`);
  const rows = Array.from(values as ArrayLike<Values>, flatten);
  const inner = rows[0]?.shape ?? [];
  for (const row of rows)
    if (!sameShape(row.shape, inner))
      throw new ValueError(
        `Rows of an array must be alike. Received: ${spellShape(inner)} and ${spellShape(row.shape)}.`,
      );
  return { shape: [rows.length, ...inner], elements: rows.flatMap(row => row.elements) };
}

/** Flat numbers take the shape they are meant for if they are as many; nested ones keep their own. */
export function shapedAs(values: Values, shape: Shape): { shape: Shape; elements: number[] } {
  const flat = flatten(values);
  return flat.shape.length <= 1 && flat.elements.length === sizeOf(shape) && !(flat.shape.length === 0)
    ? { shape, elements: flat.elements }
    : flat;
}
