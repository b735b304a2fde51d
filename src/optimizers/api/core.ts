import { rounding, type Precision } from '../../formula/graph.ts';
import type { Quantity } from '../../formula/quantity.ts';
import { sizeOf, type Shape } from '../../formula/shapes.ts';
import { optionsOf } from '../options.ts';
import { stagesOf, type Stage, type StageContext } from '../pipeline.ts';
import { programOf, type Program } from '../program.ts';
import type { Config, Dialect, Rule } from '../rules/rule.ts';
import type { Pair } from './pairs.ts';
import type { RateSource } from './rate.ts';
import type { Variable } from './variable.ts';

/** Takes and returns pairs of gradients (flat) and variables. */
export type PairFunction = (pairs: readonly Pair[]) => readonly Pair[];

/** What an optimizer holds besides its options; the functions of this folder work on it. */
export interface Core {
  readonly rule: Rule;
  readonly dialect: Dialect;
  readonly accumulation: 'per_micro_step' | undefined;
  readonly floatx: Precision;
  readonly name: string;
  /** Options by Keras's keys, as they stand now. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly rate: RateSource;
  /** Calls made. */
  readonly iteration: Variable;
  /** Older dialects decide at construction whether there is momentum, and Keras 3's momentum counts as it stands. */
  readonly hadMomentum: boolean;
  readonly decay: number;
  /** What it was built on, in order. */
  readonly trained: Variable[];
  /** By variable, under the names in the rule's lines. */
  readonly slots: Map<Variable, Map<string, Variable>>;
  /** Slots that belong to no variable. */
  readonly shared: Map<string, Variable>;
  /** All optimizer variables after iteration and learning rate. */
  readonly order: Variable[];
  readonly excluded: (variable: Variable) => boolean;
  readonly aggregator: PairFunction | undefined;
  readonly transformers: readonly PairFunction[];
  readonly updateStep: ((gradient: ArrayLike<number>, variable: Variable, learningRate: number) => void) | undefined;
  readonly programs: Map<string, Program>;
}

/** Updates made: where gradients are accumulated, one for so many calls. */
export function iterationsOf({ options, iteration, accumulation }: Core): number {
  const raw = iteration.value[0]!;
  const steps = options.gradient_accumulation_steps;
  return typeof steps === 'number' && steps && !accumulation ? Math.floor(raw / steps) : raw;
}

/** The options that decide which lines there are. */
function structureOf(core: Core): Config {
  const config = Object.fromEntries(
    optionsOf(core.rule, core.dialect)
      .filter(({ key }) => key !== 'learning_rate') // reading it asks a callable
      .map(({ key }) => [key, core.options[key] ?? null]),
  ) as Config;
  if (core.dialect === 'keras3') return config;
  return { ...config, momentum: core.hadMomentum ? 1 : 0, decay: core.decay };
}

/** The parsed stages of a call for a variable's shape. */
export function programFor(core: Core, shape: Shape, replicas?: StageContext['reduce']): Program {
  const structure = structureOf(core);
  const own = core.rule.shaped ? shape : [];
  const overwriting = core.trained.some(variable => variable.overwrite_with_gradient);
  const key = [...Object.entries(structure).map(String), own, replicas, overwriting].join('|');
  let program = core.programs.get(key);
  if (!program) {
    const hooks: NonNullable<Stage['hook']>[] = ['constraint'];
    if (core.aggregator) hooks.push('gradient_aggregator');
    if (core.transformers.length > 0) hooks.push('gradient_transformers');
    if (core.updateStep) hooks.push('update_step');
    program = programOf(
      stagesOf({
        rule: core.rule,
        config: structure,
        dialect: core.dialect,
        shape: own,
        hooks,
        overwriting,
        ...(core.accumulation && { accumulation: core.accumulation }),
        ...(replicas && { reduce: replicas }),
      }),
    );
    if (core.programs.size > 100) core.programs.clear();
    core.programs.set(key, program);
  }
  return program;
}

/** Numbers of the step by name. The learning rate is asked for when a stage first reads it after `renew`. */
export function numbersOf(core: Core): {
  number: (name: string, precision: Precision) => Quantity<number> | undefined;
  renew: () => void;
} {
  const older = core.dialect !== 'keras3';
  const round = rounding(core.floatx);
  let rate: number | undefined;
  const strong = (value: number, precision: Precision): Quantity<number> => ({
    shape: [],
    elements: [rounding(precision)(value)],
  });
  return {
    renew: () => void (rate = undefined),
    number(name, precision) {
      if (name === 'step') return strong(core.iteration.value[0]!, precision);
      if (name === 'iterations') return strong(iterationsOf(core), precision);
      if (name === 'learning_rate') return strong((rate ??= core.rate.current()), precision);
      const option = name === 'decay' && core.dialect === 'legacy' ? core.decay : core.options[name];
      const value = older && typeof option === 'function' ? (option as () => unknown)() : option;
      if (typeof value === 'boolean') return { weak: Number(value) };
      if (typeof value !== 'number') return undefined;
      // Hyperparameters of the older classes are variables of floatx.
      return { weak: older && (name === 'momentum' || name === 'decay') ? round(value) : value };
    },
  };
}

export const filled = (shape: Shape, value: number): number[] => Array.from({ length: sizeOf(shape) }, () => value);
