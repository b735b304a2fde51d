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

/** The groups of the catalogue, in the order of the page. */
export const surfaceKinds = {
  valley: 'Bowls and valleys',
  many: 'Many minima',
  saddle: 'Saddles, plateaus, cliffs',
  counter: 'Where momentum fails',
  data: 'Real data',
  curve: 'One dimension',
  typed: 'Yours',
} as const;

export type SurfaceKind = keyof typeof surfaceKinds;

/** A minimum as formulas of the parameters. Without a loss, x and y are only near it: Newton's method leads there. */
export interface Minimum {
  readonly x: string;
  readonly y: string;
  readonly loss?: string;
  /** The Hessian's eigenvalues there, the least first (one of a curve); absent where they don't exist or aren't known. */
  readonly curvature?: readonly string[];
}

/** Two parameters that are a point of the plane: it is dragged on the stage. */
export interface Handle {
  readonly title: string;
  readonly x: string;
  readonly y: string;
}

/** What a loss over data is the mean of: one entry a sample, as the formula's u (input) and t (target). */
export interface Samples {
  /** The same for the same numbers. */
  readonly key: string;
  readonly u: readonly number[];
  readonly t: readonly number[];
}

/** One entry of the catalogue. Formulas are in the language of formula/, over x, y and the parameters. */
export interface Surface {
  readonly name: string;
  readonly title: string;
  readonly kind: SurfaceKind;
  readonly sentence: string;
  /** Lines `name = formula` that the last line, the loss, may use. */
  readonly formula: readonly string[];
  /** Then the formula is the loss of one sample, over u and t too, and the surface is its mean. */
  readonly samples?: Samples;
  /** t is one of two classes, 0 or 1. */
  readonly classes?: true;
  readonly parameters: readonly SurfaceParameter[];
  /** 1: a formula of x alone, drawn as a curve; y stays 0. */
  readonly dimensions?: 1;
  /** What the stage shows at first: [least, most] of x and of y. */
  readonly domain: readonly [x: readonly [number, number], y: readonly [number, number]];
  /** Known minima. */
  readonly minima: readonly Minimum[];
  /** Minima are looked for in the domain, for none is known. */
  readonly searched?: true;
  readonly handles?: readonly Handle[];
  readonly start: readonly [x: number, y: number];
  /** A step size at which momentum 0.9 is well behaved from `start`. */
  readonly learningRate: number;
  readonly source: string;
}

/** A surface's parameters by name. */
export type SurfaceParameters = Readonly<Record<string, number>>;
