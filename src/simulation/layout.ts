import type { Shape } from '../formula/shapes.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';

/** The two coordinates of a particle. */
export const coordinates = ['x', 'y'] as const;

/** A variable of a run: its name in Keras, its shape, and which coordinates are its elements. */
export interface LayoutVariable {
  readonly name: string;
  readonly shape: Shape;
  readonly places: readonly number[];
}

const layouts: Readonly<Record<NonNullable<OptimizerConfig['layout']>, readonly LayoutVariable[]>> = {
  vector: [{ name: 'xy', shape: [2], places: [0, 1] }],
  scalars: [
    { name: 'x', shape: [], places: [0] },
    { name: 'y', shape: [], places: [1] },
  ],
  row: [{ name: 'xy', shape: [1, 2], places: [0, 1] }],
  column: [{ name: 'xy', shape: [2, 1], places: [0, 1] }],
};

/** How x and y are kept: one variable of two elements if nothing is said. */
export const layoutOf = ({ layout = 'vector' }: OptimizerConfig): readonly LayoutVariable[] => layouts[layout];

/**
 * Names of the elements of an array that belongs to a variable: `velocity.x`, `velocity.y`; a single number of a variable of
 * two elements has the bare name; any other element its place, as in `rows.0`.
 */
export function elementNames(name: string, { places }: LayoutVariable, length: number): string[] {
  if (length === places.length) return places.map(place => `${name}.${coordinates[place]}`);
  const own = places.length === 1 ? `${name}.${coordinates[places[0]!]}` : name;
  return length === 1 ? [own] : Array.from({ length }, (_, i) => `${own}.${i}`);
}
