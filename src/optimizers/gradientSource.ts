import type { RuleLine } from './rules/rule.ts';

/** Where the gradient of a step comes from: the derivative of the loss, or something less. */
export interface GradientSource {
  /** Samples a gradient, where the loss is over data; null for all of them. */
  readonly batch: number | null;
  /** Whether each sample of a batch is drawn from all; else an epoch visits every sample once, in a new order. */
  readonly replacement: boolean;
  /** σ of the normal noise on every element; 0 for none. */
  readonly noise: number;
  /** Gradients a step, each with its own batch and noise, and how they become one. */
  readonly replicas: number;
  readonly reduce: 'sum' | 'mean';
  /** Whether every element is rounded to half precision. */
  readonly float16: boolean;
  /** h of a forward difference that stands in for the derivative; null for the derivative. */
  readonly difference: number | null;
  readonly seed: number;
}

/** The derivative itself. */
export const exactGradient: GradientSource = {
  batch: null,
  replacement: false,
  noise: 0,
  replicas: 1,
  reduce: 'mean',
  float16: false,
  difference: null,
  seed: 1,
};

/** Whether the same point can have another gradient at another call. */
export const isNoisy = (source: GradientSource | undefined): boolean =>
  source !== undefined && (source.noise !== 0 || source.batch !== null);

/** The numbers that a source's lines speak of, by their names there. `call` is the number of the call. */
export const sourceNumbers = (source: GradientSource): Readonly<Record<string, number>> => ({
  sigma: source.noise,
  seed: source.seed,
  difference_step: source.difference ?? 0,
});

/** Names in a source's lines that no rule's line reads or writes: the rule may have the same for something else. */
export const sourceNames: readonly string[] = Object.keys(sourceNumbers(exactGradient)).concat(
  'call',
  'replica',
  'noise',
  'beside',
  'here',
);

/** How such a name stands in the program. */
export const sourceInput = (name: string): string => `source.${name}`;

/** g by forward differences from a point. */
export const differenceLines = ({ difference }: GradientSource, point: string): readonly RuleLine[] =>
  difference === null
    ? []
    : [
        { text: `beside = loss_along(${point}, difference_step)` },
        { text: `here = loss_along(${point}, 0)` },
        { text: 'g = (beside - here) / difference_step' },
      ];

/** Noise on g, every replica its own. */
export const noiseLines = ({ noise, replicas }: GradientSource): readonly RuleLine[] =>
  noise === 0
    ? []
    : [
        { text: `noise = random_normal(seed, call${replicas > 1 ? ', replica' : ''})` },
        { text: 'g = g + sigma * noise' },
      ];

/** A formula of the gradient, in half precision where the source has it. */
export const inPrecision = (source: GradientSource | undefined, formula: string): string =>
  source?.float16 ? `float16(${formula})` : formula;
