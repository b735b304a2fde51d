import type { Shape } from '../../formula/shapes.ts';

/** Keras's three generations of the same classes. */
export type Dialect = 'keras3' | 'legacy' | 'tf2.0';

/** What a config may hold: JSON. A schedule or constraint is {class_name, config}. */
export type OptionValue = number | boolean | string | null | readonly OptionValue[] | OptionRecord;
export interface OptionRecord {
  readonly [key: string]: OptionValue;
}

/** A schedule, a constraint or an inner optimizer, as configs hold it. */
export interface Serialized extends OptionRecord {
  readonly class_name: string;
  readonly config: OptionRecord;
}

interface OptionText {
  readonly key: string;
  readonly sentence: string;
}

/** A number in an optimizer's config, with Keras's key and default. */
export interface NumberOption extends OptionText {
  readonly kind: 'number';
  readonly default: number | null;
  /** True where None is allowed, which is off. */
  readonly nullable?: boolean;
  /** What the constructor accepts. */
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  /** True where a schedule may stand instead. */
  readonly schedule?: boolean;
  /** The slider's ends and spacing; the number field takes all that the constructor does. */
  readonly slider: { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log' };
  /** Keras's own words for a value outside least … most. */
  readonly refusal: string;
}

export interface BooleanOption extends OptionText {
  readonly kind: 'boolean';
  readonly default: boolean;
}

/** What Keras keeps in a config and the playground has no control for. */
export interface FixedOption extends OptionText {
  readonly kind: 'fixed';
  readonly default: OptionValue;
}

export type Option = NumberOption | BooleanOption | FixedOption;

/** An optimizer's options by Keras's keys; complete, defaults filled in. */
export type Config = Readonly<Record<string, OptionValue>>;

/** The terms of a line's sum that are drawn as arrows; each is a formula, evaluated just before the line writes. */
export interface Terms {
  readonly momentum_term?: string;
  readonly gradient_term?: string;
}

/**
 * `name = formula`; parentheses and order are the order of float32 rounding. `slot name = formula` declares where a slot
 * starts. A line that reads no array of the variable runs once a step, whatever it depends on (program.ts).
 */
export interface RuleLine {
  readonly text: string;
  readonly terms?: Terms;
}

/** What a rule's lines may depend on beside its config. */
export interface RuleContext {
  readonly shape: Shape;
  readonly dialect: Dialect;
}

/** One optimizer: its options and its update rule in lines over w (the variable), g (the gradient), slots and options. */
export interface Rule {
  readonly name: string;
  readonly sentence: string;
  readonly source: string;
  /** `other`: no Keras class; only its own options and stages. */
  readonly family: 'keras' | 'other';
  /** learning_rate first, then its own; the options that all Keras optimizers have stand in options/base.ts. */
  readonly options: readonly Option[];
  /** Defaults of the common options where they differ from the base class's. */
  readonly defaults?: Config;
  readonly update: (config: Config, context: RuleContext) => readonly RuleLine[];
  /** True of loss scaling, whose stages stand round the others. */
  readonly wraps?: boolean;
  /** Where the gradient is taken, if not at w. The API takes gradients as they are given. */
  readonly gradientAt?: string;
  /** True where the lines depend on the variable's shape. */
  readonly shaped?: boolean;
  /** Keras's names of slots where the lines call them otherwise. */
  readonly slotNames?: Readonly<Record<string, string>>;
  /** Slots by the calls that create them: those of one call stand variable by variable. One call if not given. */
  readonly slotCalls?: readonly (readonly string[])[];
  /** True where Keras creates an empty integer variable for a slot that a shape doesn't need. */
  readonly placeholders?: boolean;
  /** Which key holds the weight decay of a variable of this shape. */
  readonly decayKey?: (shape: Shape) => string;
  /** Keras's reason against a config, beyond the options' own; the message of a ValueError. */
  readonly check?: (config: Config) => string | undefined;
}

/** A number of a config; 0 where there is none. */
export const numberOf = (config: Config, key: string): number => (typeof config[key] === 'number' ? config[key] : 0);
