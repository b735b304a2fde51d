/** A number in an optimizer's config, with Keras's key and default. */
export interface NumberOption {
  readonly kind: 'number';
  readonly key: string;
  readonly default: number;
  /** What the constructor accepts. */
  readonly least: number;
  readonly most: number;
  /** The slider's ends and spacing; the number field takes all that the constructor does. */
  readonly slider: { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log' };
  readonly sentence: string;
  /** Keras's own words for a value outside least … most. */
  readonly refusal: string;
}

export interface BooleanOption {
  readonly kind: 'boolean';
  readonly key: string;
  readonly default: boolean;
  readonly sentence: string;
}

export type Option = NumberOption | BooleanOption;
export type OptionValue = number | boolean;

/** An optimizer's options by Keras's keys; complete, defaults filled in. */
export type Config = Readonly<Record<string, OptionValue>>;

/** The terms of a line's sum that are drawn as arrows; each is a formula, evaluated just before the line writes. */
export interface Terms {
  readonly momentum_term?: string;
  readonly gradient_term?: string;
}

/** `name = formula`; parentheses and order are the order of float32 rounding. */
export interface RuleLine {
  readonly text: string;
  readonly terms?: Terms;
}

/** One optimizer: its options and its update rule in lines over w (the variable), g (the gradient), slots and options. */
export interface Rule {
  readonly name: string;
  readonly sentence: string;
  readonly source: string;
  readonly options: readonly Option[];
  readonly update: (config: Config) => readonly RuleLine[];
}
