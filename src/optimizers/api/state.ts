import type { Precision } from '../../formula/graph.ts';
import { AttributeError, KeyError, RuntimeError, ValueError } from '../errors.ts';
import { optionsOf } from '../options.ts';
import type { Config, Dialect, Rule, Serialized } from '../rules/rule.ts';
import { checkKeras3, checkLegacy, clipBesideTransformers } from './check.ts';
import { configOf, constructorOptions } from './config.ts';
import { filled, iterationsOf, type Core, type PairFunction } from './core.ts';
import { autoName, snakeCase } from './naming.ts';
import { createRate, type LearningRate } from './rate.ts';
import { readRate, type LearningRateSchedule } from './schedules.ts';
import { addSlot, kerasName } from './slots.ts';
import type { Values } from './values.ts';
import { Variable } from './variable.ts';
import { getWeights, setWeights, type Weights } from './weights.ts';

/** Options by Keras's keys, and ours: which dialect and precision, and where warnings go. */
export interface OptimizerOptions {
  readonly name?: string | null;
  readonly learning_rate?: LearningRate | Serialized;
  readonly dialect?: Dialect;
  /** The precision of hyperparameters; variables have their own. */
  readonly floatx?: Precision;
  /** Gradient accumulation as in Keras 3.1 to 3.4. */
  readonly accumulation?: 'per_micro_step';
  readonly onWarning?: (message: string) => void;
  readonly gradient_aggregator?: PairFunction | null;
  readonly gradient_transformers?: readonly PairFunction[] | null;
  readonly custom_objects?: Readonly<Record<string, new (config: Config) => LearningRateSchedule>>;
  readonly [key: string]: unknown;
}

/** What an optimizer keeps: its options, learning rate, slots and weights. optimizer.ts makes steps with them. */
export class OptimizerState {
  readonly dialect: Dialect;
  readonly name: string;
  /** All warnings so far, if no handler was given. */
  readonly warnings: string[] = [];
  built = false;
  declare weight_decay: number | null;
  declare clipnorm: number | null;
  declare clipvalue: number | null;
  declare global_clipnorm: number | null;
  declare use_ema: boolean;
  declare ema_momentum: number;
  declare ema_overwrite_frequency: number | null;
  declare loss_scale_factor: number | null;
  declare gradient_accumulation_steps: number | null;
  protected readonly core: Core;
  protected readonly onWarning: (message: string) => void;
  protected touched = false;
  protected exclusion: (variable: Variable) => boolean = () => false;

  /** Throws ValueError or TypeError where Keras does, in its words. */
  constructor(rule: Rule, options: OptimizerOptions = {}) {
    this.dialect = options.dialect ?? 'keras3';
    if (this.dialect !== 'keras3' && rule.name !== 'SGD')
      throw new ValueError(`The dialect ${this.dialect} is offered for SGD. Received: ${rule.name}.`);
    this.onWarning = options.onWarning ?? (message => this.warnings.push(message));
    const config = constructorOptions(rule, this.dialect, options);
    const warnings =
      this.dialect === 'keras3' ? checkKeras3(rule, options, config) : checkLegacy(this.dialect, options);
    warnings.forEach(message => this.onWarning(message));
    const automatic =
      options.name === null || options.name === undefined || (this.dialect !== 'keras3' && !options.name);
    this.name = !automatic
      ? options.name
      : this.dialect !== 'keras3' && options.name === undefined
        ? rule.name
        : autoName(snakeCase(rule.name));
    for (const { key } of optionsOf(rule, this.dialect)) {
      if (key in this && key !== 'learning_rate' && key !== 'lr')
        throw new ValueError(`A hyperparameter can’t be called “${key}”: optimizers have that already.`);
      if (key !== 'learning_rate')
        Object.defineProperty(
          this,
          key,
          this.property(key, config[key], Boolean(options.gradient_transformers?.length)),
        );
    }
    this.core = this.createCore(rule, options, config);
  }

  private createCore(rule: Rule, options: OptimizerOptions, config: Readonly<Record<string, unknown>>): Core {
    const floatx = options.floatx ?? 'float32';
    const { learning_rate: rate, momentum } = config;
    const initial = readRate(rate, this.dialect, options.custom_objects);
    const iteration = new Variable(0, {
      name: 'iteration',
      path: `${this.name}/${this.dialect === 'keras3' ? 'iteration' : 'iter'}`,
      dtype: this.dialect === 'keras3' ? 'int32' : 'int64',
    });
    const own = this.updateStep !== OptimizerState.prototype.updateStep;
    const updateStep = own ? this.updateStep.bind(this) : undefined;
    return {
      rule,
      dialect: this.dialect,
      accumulation: options.accumulation,
      floatx,
      name: this.name,
      options: this as unknown as Record<string, unknown>,
      rate: createRate(initial as LearningRate, this.dialect, floatx, this.name, () => iteration.value[0]!),
      iteration,
      hadMomentum: typeof momentum === 'function' || (momentum as number) > 0,
      decay: typeof config.decay === 'number' ? config.decay : 0,
      trained: [],
      slots: new Map(),
      shared: new Map(),
      order: [],
      excluded: variable => this.exclusion(variable),
      aggregator: options.gradient_aggregator ?? undefined,
      transformers: options.gradient_transformers ?? [],
      updateStep,
      programs: new Map(),
    };
  }

  /** Clip options of the older classes refuse to be set beside transformers; all else is a plain property. */
  private property(key: string, initial: unknown, transforms: boolean): PropertyDescriptor {
    let value = initial;
    return {
      enumerable: true,
      configurable: true,
      get: () => value,
      set(next: unknown) {
        if (transforms && key.startsWith('clip')) throw new ValueError(clipBesideTransformers(key));
        value = next;
      },
    };
  }

  /** Keras 3: the present value. The older ones: a schedule as such, or the number. */
  get learning_rate(): number | LearningRateSchedule {
    this.touched = true;
    return this.core.rate.read();
  }

  /** Throws TypeError or AttributeError where Keras 3 holds a schedule or a callable and is given a number. */
  set learning_rate(value: LearningRate | Serialized) {
    this.core.rate.assign(readRate(value, this.dialect) as LearningRate);
  }

  /** The older classes' other name for it. Throws AttributeError in Keras 3. */
  get lr(): number | LearningRateSchedule {
    this.refuseLr();
    return this.learning_rate;
  }

  set lr(value: LearningRate | Serialized) {
    this.refuseLr();
    this.learning_rate = value;
  }

  private refuseLr(): void {
    if (this.dialect === 'keras3') throw new AttributeError(`'${this.core.rule.name}' object has no attribute 'lr'`);
  }

  /**
   * To be overridden: writes one variable's new value, given its gradient (flat) after all stages before the update. An
   * optimizer that doesn't has its rule's lines.
   */
  updateStep(_gradient: ArrayLike<number>, _variable: Variable, _learningRate: number): void {
    throw new RuntimeError(`${this.className} has its rule’s lines instead of an update step.`);
  }

  /** Keras's class name. */
  get className(): string {
    return this.core.rule.name;
  }

  /** Updates made: calls, or calls over gradient_accumulation_steps. */
  get iterations(): number {
    this.touched = true;
    return iterationsOf(this.core);
  }

  /** Throws AttributeError in Keras 3 (assign to `variables[0]`), RuntimeError in the older ones once the count exists. */
  set iterations(value: number) {
    if (this.dialect === 'keras3' && !this.core.accumulation)
      throw new AttributeError(`property 'iterations' of '${this.core.rule.name}' object has no setter`);
    if (this.dialect !== 'keras3' && this.touched)
      throw new RuntimeError(
        'Cannot set `iterations` to a new Variable after the Optimizer weights have been created.',
      );
    this.core.iteration.assign(value);
    this.touched = true;
  }

  /** The optimizer's own variables in Keras's order. */
  get variables(): Variable[] {
    const { rate, iteration, order } = this.core;
    if (this.dialect !== 'keras3') return this.touched ? [iteration, ...order] : [];
    return [iteration, ...(rate.variable ? [rate.variable] : []), ...order];
  }

  /** A new slot of a variable's shape and dtype, or the one that is already there. */
  addSlot(variable: Variable, name: string, initializer: 'zeros' | Values = 'zeros'): Variable {
    const present = this.slot(variable, name);
    if (present) return present;
    this.touched = true;
    const values = initializer === 'zeros' ? filled(variable.shape, 0) : Array.from(new Variable(initializer).value);
    return addSlot(this.core, variable, name, name, values);
  }

  /** By Keras's name of the slot. Throws KeyError where there is none. */
  getSlot(variable: Variable, name: string): Variable {
    const slot = this.slot(variable, name);
    if (!slot) throw new KeyError(name);
    return slot;
  }

  private slot(variable: Variable, name: string): Variable | undefined {
    const slots = this.core.slots.get(variable);
    return [...(slots ?? [])].find(([own]) => kerasName(this.core, own) === name)?.[1];
  }

  /** Keras's names of the slots there are. */
  getSlotNames(): string[] {
    const names = [...this.core.slots.values()].flatMap(slots => [...slots.keys()]);
    return [...new Set(names.map(name => kerasName(this.core, name)))];
  }

  /** Copies of all variables' values, flat, in the order of `variables`. */
  getWeights(): Weights {
    return getWeights(this.variables);
  }

  /** Throws ValueError where a count (older classes) or a shape differs, or (Keras 3) before build. */
  setWeights(weights: readonly Values[]): void {
    setWeights(this.variables, weights, this.dialect, this.built);
  }

  /** All variables' values by their place, as Keras saves them. */
  saveOwnVariables(): Record<string, Weights[number]> {
    return Object.fromEntries(this.getWeights().map((value, i) => [String(i), value]));
  }

  /** Writes what saveOwnVariables gave; warns, and changes nothing, where the count differs. */
  loadOwnVariables(store: Readonly<Record<string, Values>>): void {
    const [own, saved] = [this.variables, Object.keys(store)];
    if (own.length === saved.length) own.forEach((variable, i) => variable.assign(store[i]!));
    else
      this.onWarning(
        `Skipping variable loading for optimizer '${this.name}', because it has ${own.length} variables whereas the saved optimizer has ${saved.length} variables. `,
      );
  }

  /** The config in Keras's keys and order. */
  getConfig(): Config {
    return configOf(this.core);
  }

  /** The optimizer of a config; `this` is the class. A schedule's dict becomes a schedule. */
  static fromConfig<T>(this: new (options: OptimizerOptions) => T, config: Config, options: OptimizerOptions = {}): T {
    const { lr, ...rest } = config;
    const renamed =
      lr !== undefined && options.dialect && options.dialect !== 'keras3' ? { ...rest, learning_rate: lr } : config;
    return new this({ ...renamed, ...options });
  }
}
