/** A number that shapes a surface, with the range of its slider. */
export interface SurfaceParameter {
  readonly name: string;
  /** As it stands in the formula's typeset form. */
  readonly symbol: string;
  readonly title: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
}

/** One entry of the catalogue. Formulas are in the language of formula/, over x, y and the parameters. */
export interface Surface {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  /** Lines `name = formula` that the last line, the loss, may use. */
  readonly formula: readonly string[];
  readonly parameters: readonly SurfaceParameter[];
  /** What the stage shows at first: [least, most] of x and of y. */
  readonly domain: readonly [x: readonly [number, number], y: readonly [number, number]];
  /** Known minima as formulas of the parameters. */
  readonly minima: readonly { readonly x: string; readonly y: string; readonly loss: string }[];
  readonly start: readonly [x: number, y: number];
  /** A step size at which momentum 0.9 is well behaved from `start`. */
  readonly learningRate: number;
  readonly source: string;
}

/** A surface's parameters by name. */
export type SurfaceParameters = Readonly<Record<string, number>>;
