import { AttributeError, ValueError } from '../errors.ts';
import { lossAt, type Loss, type LossValue } from './loss.ts';
import { readPairs, withGradient, type Gradient, type Pair } from './pairs.ts';
import { runCall, type RunOptions } from './run.ts';
import { buildSlots, buildSlotsLazily } from './slots.ts';
import { OptimizerState } from './state.ts';
import { statelessApply, type StatelessResult } from './stateless.ts';
import type { Values } from './values.ts';
import { Variable } from './variable.ts';

export interface ApplyOptions {
  /** Gradients of several replicas are given, a list of pairs each. */
  readonly reduce?: 'sum' | 'mean';
  /** False: gradients of replicas are not reduced; each replica takes its own, and here the first's is shown. */
  readonly experimental_aggregate_gradients?: boolean;
  readonly name?: string;
}

/**
 * An optimizer of Keras: its rule's lines, run over variables of any shape in the order of its dialect. Options are
 * properties under Keras's keys. Methods that only one dialect has (minimize, getWeights, getSlot, …) work in all.
 * To write one's own, give a rule of lines, or extend it and define `updateStep(gradient, variable, learningRate)`.
 */
export class Optimizer extends OptimizerState {
  /** Creates all slots. A second call is ignored, as in Keras 3. */
  build(variables: readonly Variable[]): void {
    if (this.built) return;
    this.core.trained.push(...variables);
    buildSlots(this.core, variables);
    this.built = true;
  }

  /**
   * One step with gradients in the order of the variables (those it was built on if none are given). Throws ValueError for
   * counts that differ, unknown variables and where there is no gradient at all.
   */
  apply(gradients: readonly Gradient[], variables?: readonly Variable[]): void {
    if (gradients.length === 0) return;
    if (!variables && !this.built)
      throw new ValueError(
        'When passing `grads` without `variables`, the optimizer must already be built on a list of variables. Call `optimizer.build(trainable_variables)` first. ',
      );
    if (!variables && gradients.length !== this.core.trained.length)
      throw new ValueError(
        'When passing `grads` as a list of gradient tensors, the gradients must match `optimizer.variables` one-to-on. ' +
          `Received a list of ${gradients.length} gradients, but the optimizer is tracking ${this.core.trained.length} trainable variables.`,
      );
    const on = variables ?? this.core.trained;
    const count = Math.min(gradients.length, on.length);
    const pairs = Array.from({ length: count }, (_, i): Pair => [gradients[i]!, on[i]!]);
    this.run([pairs], { entry: 'apply' }, on);
  }

  /**
   * One step with pairs of gradient and variable, or, with `reduce`, a list of such pairs for each replica. Returns the
   * number of calls. Throws TypeError and ValueError for malformed pairs.
   */
  applyGradients(pairs: Iterable<Pair> | readonly Iterable<Pair>[], options: ApplyOptions = {}): number | null {
    return this.applyPairs(pairs, options, 'apply');
  }

  private applyPairs(
    pairs: Iterable<Pair> | readonly Iterable<Pair>[],
    options: ApplyOptions,
    entry: RunOptions['entry'],
  ): number | null {
    const replicas = options.reduce ? (pairs as readonly Iterable<Pair>[]).map(readPairs) : [readPairs(pairs)];
    if (replicas[0]!.length === 0) {
      if (this.dialect === 'keras3') throw new ValueError('not enough values to unpack (expected 2, got 0)');
      this.touched = true;
      if (this.dialect === 'legacy') return null;
    }
    const reduce = options.experimental_aggregate_gradients === false ? undefined : options.reduce;
    this.run(
      reduce ? replicas : replicas.slice(0, 1),
      { entry, reduce },
      replicas[0]!.map(([, variable]) => variable),
    );
    return this.core.iteration.value[0]!;
  }

  private run(replicas: readonly (readonly Pair[])[], options: RunOptions, variables: readonly Variable[]): void {
    const { core } = this;
    const keras3 = this.dialect === 'keras3';
    if (keras3) {
      this.build(variables);
      const unknown = variables.find(variable => !core.trained.includes(variable));
      if (unknown)
        throw new ValueError(
          `Unknown variable: ${unknown.toString()}. This optimizer can only be called for the variables it was originally built with. ` +
            'When working with a new set of variables, you should recreate a new optimizer instance.',
        );
    }
    const [first, ...others] = replicas;
    const { pairs, warning } = withGradient(first!, this.dialect);
    if (warning) this.onWarning(warning);
    core.rate.materialize();
    this.touched = true;
    if (!keras3)
      buildSlotsLazily(
        core,
        pairs.map(([, variable]) => variable),
      );
    const given = pairs.map(([gradient, variable]) => ({
      variable,
      gradients: [gradient, ...others.map(list => list.find(pair => pair[1] === variable)?.[0] ?? 0)],
    }));
    runCall(core, given, options);
    core.iteration.value[0]! += 1;
  }

  /** One step on given values, with nothing changed: new values of the variables and of the optimizer's own. */
  statelessApply(
    optimizerValues: readonly Values[],
    gradients: readonly Gradient[],
    trainableValues: readonly Values[],
  ): StatelessResult {
    return statelessApply(this, this.core.trained, optimizerValues, gradients, trainableValues);
  }

  /** The loss and its gradients at the variables' values: pairs for applyGradients. Throws ValueError for what is no Variable. */
  computeGradients(loss: Loss, variables: readonly Variable[]): LossValue & { readonly pairs: Pair[] } {
    for (const variable of variables)
      if (!(variable instanceof Variable)) throw new ValueError(`Expected a Variable. Received: ${String(variable)}`);
    const value = lossAt(loss, variables);
    return { ...value, pairs: variables.map((variable, i): Pair => [value.gradients[i] ?? null, variable]) };
  }

  /** computeGradients of the scaled loss, then a step; in `tf2.0` the only one that clips. Returns the number of calls. */
  minimize(
    loss: Loss,
    variables: readonly Variable[] | (() => readonly Variable[]),
    options: { readonly grad_loss?: number } = {},
  ): number | null {
    const list = typeof variables === 'function' ? variables() : variables;
    const factor = (options.grad_loss ?? 1) * this.scaleLoss(1);
    const { pairs } = this.computeGradients(loss, list);
    if (pairs.length === 0 && this.dialect === 'keras3') return this.core.iteration.value[0]!;
    return this.applyPairs(
      factor === 1 ? pairs : pairs.map(([gradient, variable]): Pair => [scaled(gradient, factor), variable]),
      {},
      'minimize',
    );
  }

  /** loss · loss_scale_factor. */
  scaleLoss(loss: number): number {
    return typeof this.loss_scale_factor === 'number' ? loss * this.loss_scale_factor : loss;
  }

  /** No decay for these variables, or where one of the regular expressions is found in a variable's name. A second call replaces the first. */
  excludeFromWeightDecay({
    var_list = [],
    var_names = [],
  }: {
    readonly var_list?: readonly Variable[];
    readonly var_names?: readonly string[];
  }): void {
    const patterns = var_names.map(name => new RegExp(name));
    this.exclusion = variable => var_list.includes(variable) || patterns.some(pattern => pattern.test(variable.name));
  }

  /** With use_ema, writes the averages into the variables. Throws ValueError for another number of variables, AttributeError before build. */
  finalizeVariableValues(variables: readonly Variable[]): void {
    if (!this.use_ema) return;
    const { trained, slots, rule } = this.core;
    if (!this.built)
      throw new AttributeError(`'${rule.name}' object has no attribute '_model_variables_moving_average'`);
    if (variables.length !== trained.length)
      throw new ValueError(
        `The length of model variables (${variables.length}) to override does not match the length of model variables stored in the optimizer (${trained.length}). Please check if the optimizer was called on your model.`,
      );
    variables.forEach((variable, i) => variable.value.set(slots.get(trained[i]!)!.get('average')!.value));
  }
}

function scaled(gradient: Gradient, factor: number): Gradient {
  if (gradient === null) return null;
  if (typeof gradient === 'number') return gradient * factor;
  return Array.from(gradient as ArrayLike<Values>, item => scaled(item, factor) as Values);
}
