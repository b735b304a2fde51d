import { evaluate, numbers, tensorOf, type Quantity, type Scope, type Tensor } from '../../formula/quantity.ts';
import { python, ValueError } from '../errors.ts';
import { optionsOf } from '../options.ts';
import { programOf } from '../program.ts';
import { lossScaleStages } from '../rules/lossScale.ts';
import { ruleNamed } from '../pipeline.ts';
import type { Config } from '../rules/rule.ts';
import { serializeOptimizer } from './config.ts';
import { autoName } from './naming.ts';
import type { Optimizer } from './optimizer.ts';
import { readPairs, type Gradient, type Pair } from './pairs.ts';
import type { OptimizerOptions } from './state.ts';
import { shapedAs } from './values.ts';
import { Variable } from './variable.ts';

export interface LossScaleOptions {
  readonly initial_scale?: number;
  readonly dynamic_growth_steps?: number;
  readonly name?: string | null;
  readonly [key: string]: unknown;
}

const program = programOf([...lossScaleStages.before, ...lossScaleStages.after]);
const algebra = numbers('float32');

/** Scales losses up so that small gradients survive, halves the scale after an overflow and lets it grow after many steps without. */
export class LossScaleOptimizer {
  readonly inner_optimizer: Optimizer;
  readonly name: string;
  readonly initial_scale: number;
  readonly dynamic_growth_steps: number;
  /** Of its own: it stays 0, since `iterations` is the inner optimizer's. */
  private readonly own: readonly Variable[];
  private readonly step_counter: Variable;
  private readonly dynamic_scale: Variable;
  private built = false;

  /** Throws ValueError for an option that belongs to the inner optimizer. */
  constructor(inner: Optimizer, options: LossScaleOptions = {}) {
    const { initial_scale = 2 ** 15, dynamic_growth_steps = 2000, name, ...others } = options;
    const base = new Set(optionsOf(ruleNamed('SGD')).map(({ key }) => key));
    for (const [key, value] of Object.entries(others))
      if (base.has(key))
        throw new ValueError(
          `LossScaleOptimizer wraps another optimizer. \`${key}\` should be set on the \`inner_optimizer\`. Received: ${key}=${python(value)}`,
        );
      else throw new ValueError(`Argument(s) not recognized: ${python({ [key]: value })}`);
    this.inner_optimizer = inner;
    inner.loss_scale_factor = null;
    this.initial_scale = initial_scale;
    this.dynamic_growth_steps = dynamic_growth_steps;
    this.name = name ?? autoName('loss_scale_optimizer');
    const own = (key: string, value: number, dtype: 'int32' | 'float32'): Variable =>
      new Variable(value, { name: key, path: `${this.name}/${key}`, dtype });
    this.own = [own('iteration', 0, 'int32'), own('learning_rate', 0, 'float32')];
    this.step_counter = own('step_counter', 0, 'int32');
    this.dynamic_scale = own('dynamic_scale', initial_scale, 'float32');
  }

  get iterations(): number {
    return this.inner_optimizer.iterations;
  }

  get learning_rate(): Optimizer['learning_rate'] {
    return this.inner_optimizer.learning_rate;
  }

  set learning_rate(value: NonNullable<OptimizerOptions['learning_rate']>) {
    this.inner_optimizer.learning_rate = value;
  }

  get variables(): Variable[] {
    const scaling = this.built ? [this.step_counter, this.dynamic_scale] : [];
    return [...this.own, ...scaling, ...this.inner_optimizer.variables];
  }

  build(variables: readonly Variable[]): void {
    this.built = true;
    this.inner_optimizer.build(variables);
  }

  /** loss · scale: initial_scale before build, then the present one. */
  scaleLoss(loss: number): number {
    return loss * (this.built ? this.dynamic_scale.value[0]! : this.initial_scale);
  }

  /** One step with scaled gradients; none where one of them is not finite. */
  apply(gradients: readonly Gradient[], variables?: readonly Variable[]): void {
    if (gradients.length === 0) return;
    if (variables) this.build(variables);
    const shapes = variables ?? [];
    const arrays = gradients.map((gradient, i) => gradient !== null && this.tensor(gradient, shapes[i]));
    const written = new Map<string, Quantity<number>>();
    const scope: Scope<number> = {
      literals: 'weak',
      value: name => written.get(name) ?? this.number(name),
      lists: () => arrays.filter(array => array !== false),
    };
    for (const stage of program.stages) {
      const finite = written.get('finite');
      if (stage.name === 'unscale') {
        if ((finite as Tensor<number>).elements[0] !== 0)
          this.inner_optimizer.apply(
            arrays.map(array => (array ? unscaled(stage.lines[0]!.expression, array, scope) : null)),
            variables,
          );
        continue;
      }
      for (const line of stage.lines)
        if (!line.declares) written.set(line.name, evaluate(algebra, line.expression, scope));
    }
    for (const variable of [this.step_counter, this.dynamic_scale])
      variable.value[0] = tensorOf(algebra, written.get(variable.name)!).elements[0]!;
  }

  applyGradients(pairs: Iterable<Pair>): number {
    const list = readPairs(pairs);
    this.apply(
      list.map(([gradient]) => gradient),
      list.map(([, variable]) => variable),
    );
    return this.iterations;
  }

  private number(name: string): Quantity<number> | undefined {
    if (name === 'dynamic_growth_steps') return { weak: this.dynamic_growth_steps };
    if (name === 'step_counter') return { weak: this.step_counter.value[0]! };
    return name === 'dynamic_scale' ? { shape: [], elements: [this.dynamic_scale.value[0]!] } : undefined;
  }

  private tensor(gradient: NonNullable<Gradient>, variable: Variable | undefined): Tensor<number> {
    const { shape, elements } = shapedAs(gradient, variable?.shape ?? shapedAs(gradient, []).shape);
    return { shape, elements: elements.map(Math.fround) };
  }

  finalizeVariableValues(variables: readonly Variable[]): void {
    this.inner_optimizer.finalizeVariableValues(variables);
  }

  getConfig(): Config {
    const { inner_optimizer: inner } = this;
    return {
      name: this.name,
      inner_optimizer: serializeOptimizer(inner.className, inner.getConfig()),
      initial_scale: this.initial_scale,
      dynamic_growth_steps: this.dynamic_growth_steps,
    };
  }
}

function unscaled(
  expression: Parameters<typeof evaluate<number>>[1],
  array: Tensor<number>,
  scope: Scope<number>,
): number[] {
  const value = (name: string): Quantity<number> | undefined => (name === 'g' ? array : scope.value(name));
  return Array.from(tensorOf(algebra, evaluate(algebra, expression, { literals: 'weak', value })).elements);
}
