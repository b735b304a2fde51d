import { FormulaError } from '../../formula/expression.ts';
import { numbers, type Tensor } from '../../formula/quantity.ts';
import { IndexError, ValueError } from '../errors.ts';
import { execute, ShapeMismatch, type Lane } from '../execute.ts';
import { constrain } from './constraints.ts';
import { numbersOf, programFor, type Core } from './core.ts';
import type { Gradient, Pair } from './pairs.ts';
import { shapedAs, type Values } from './values.ts';
import { shapeText, Variable } from './variable.ts';

export interface RunOptions {
  readonly entry: 'minimize' | 'apply';
  readonly reduce?: 'sum' | 'mean' | undefined;
}

/** Gradients of one variable, one a replica. */
export interface Given {
  readonly variable: Variable;
  readonly gradients: readonly Gradient[];
}

/**
 * Runs the stages of a call on variables that have gradients. Throws ValueError where an array's shape doesn't fit its
 * variable, IndexError where a slot was never made.
 */
export function runCall(core: Core, given: readonly Given[], { entry, reduce }: RunOptions): void {
  const { number, renew } = numbersOf(core);
  const variables = new Map<Lane, Variable>();
  const laneOf = (variable: Variable, gradients: readonly Gradient[]): Lane => {
    const precision = variable.dtype === 'float64' ? 'float64' : 'float32';
    const program = programFor(core, variable.shape, reduce);
    const slots = core.slots.get(variable);
    for (const slot of program.slots)
      if (slot.scope === 'each' && !slots?.has(slot.name) && gradients.length > 0)
        throw new IndexError('list index out of range');
    const lane: Lane = {
      precision,
      program,
      stores: new Map([['w', variable], ...(slots ?? [])]),
      gradients: gradients.map(gradient => tensor(gradient!, variable)),
      values: new Map(),
    };
    variables.set(lane, variable);
    return lane;
  };
  const lanes = given.map(({ variable, gradients }) => laneOf(variable, gradients));
  const rest = core.trained.filter(variable => !given.some(item => item.variable === variable));
  const all = [...lanes, ...rest.map(variable => laneOf(variable, []))];
  if (all.length === 0) return;
  const stages = all[0]!.program.stages;
  try {
    execute(stages, {
      given: lanes,
      all,
      number,
      renew,
      entry,
      shared: core.shared,
      belongs: (lane, kind) => belongs(core, variables.get(lane)!, kind),
      hook(name, on) {
        if (name === 'constraint' || name === 'update_step') {
          const [lane] = on;
          const variable = variables.get(lane!)!;
          if (name === 'constraint')
            constrain(
              variable.constraint!,
              variable.value,
              variable.shape,
              core.accumulation ? 'legacy' : core.dialect,
            );
          else core.updateStep!(lane!.gradients[0]!.elements, variable, core.rate.current());
          lane!.values.clear();
          return;
        }
        const functions = name === 'gradient_aggregator' ? [core.aggregator!] : core.transformers;
        const pairs = on.map((lane): Pair => [Array.from(lane.gradients[0]!.elements), variables.get(lane)!]);
        const changed = functions.reduce<readonly Pair[]>((list, change) => change(list), pairs);
        for (const [gradient, variable] of changed)
          for (const lane of on) if (variables.get(lane) === variable) lane.gradients = [tensor(gradient!, variable)];
      },
    });
  } catch (error) {
    if (error instanceof ShapeMismatch && error.store instanceof Variable)
      throw new ValueError(shapeText(error.store, error.received));
    if (error instanceof FormulaError) throw new ValueError(error.message);
    throw error;
  }
}

function tensor(gradient: Values, variable: Variable): Tensor<number> {
  const { constant } = numbers(variable.dtype === 'float64' ? 'float64' : 'float32');
  const { shape, elements } = shapedAs(gradient, variable.shape);
  return { shape, elements: elements.map(constant) };
}

function belongs(core: Core, variable: Variable, kind: string): boolean {
  if (kind === 'all') return true;
  if (kind === 'overwriting') return variable.overwrite_with_gradient;
  if (variable.overwrite_with_gradient) return false;
  return kind === 'decayed' ? !core.excluded(variable) : kind === 'constrained' ? variable.constraint !== null : true;
}
