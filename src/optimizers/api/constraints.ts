import type { FloatArray } from '../../formula/laneLoop.ts';
import type { Precision } from '../../formula/graph.ts';
import { evaluate, numbers, tensorOf, type Quantity, type Tensor } from '../../formula/quantity.ts';
import type { Shape } from '../../formula/shapes.ts';
import { constraintLines, constraintNamed } from '../constraints/index.ts';
import { parseLine } from '../lines.ts';
import type { Config, Dialect, Serialized } from '../rules/rule.ts';
import { isSerialized } from '../schedules/index.ts';

/** One of Keras's constraints, by class or config, or a function from the array (flat, with its shape) to the constrained one. */
export type ConstraintLike = Constraint | Serialized | ((value: FloatArray, shape: Shape) => ArrayLike<number>);

/** A projection that is applied to a variable after its update. */
export class Constraint {
  readonly class_name: string;
  readonly config: Config;

  constructor(className: string, config: Config = {}) {
    this.class_name = className;
    this.config = { ...constraintNamed(className).defaults, ...config };
  }

  getConfig(): Config {
    return { ...this.config };
  }

  /** Constrained values of an array; `dialect` decides how NonNeg treats what is negative. */
  call(
    values: ArrayLike<number>,
    shape: Shape,
    precision: Precision = 'float32',
    dialect: Dialect = 'keras3',
  ): number[] {
    const algebra = numbers(precision);
    const written = new Map<string, Quantity<number>>([
      ['w', { shape, elements: Array.from(values, value => algebra.constant(value)) }],
    ]);
    for (const { name, expression } of constraintLines(this as unknown as Serialized, dialect).map(parseLine))
      written.set(name, evaluate(algebra, expression, { literals: 'weak', value: key => written.get(key) }));
    return Array.from(tensorOf(algebra, written.get('w') as Tensor<number>).elements);
  }
}

export class NonNeg extends Constraint {
  constructor() {
    super('NonNeg');
  }
}
export class MaxNorm extends Constraint {
  constructor(config: Config = {}) {
    super('MaxNorm', config);
  }
}
export class UnitNorm extends Constraint {
  constructor(config: Config = {}) {
    super('UnitNorm', config);
  }
}
export class MinMaxNorm extends Constraint {
  constructor(config: Config = {}) {
    super('MinMaxNorm', config);
  }
}

/** Applies whatever stands as a constraint to an array in place. */
export function constrain(constraint: ConstraintLike, value: FloatArray, shape: Shape, dialect: Dialect): void {
  const precision = value instanceof Float32Array ? 'float32' : 'float64';
  if (typeof constraint === 'function') value.set(constraint(value, shape));
  else {
    const kind =
      isSerialized(constraint) && !(constraint instanceof Constraint) ? fromSerialized(constraint) : constraint;
    value.set(kind.call(value, shape, precision, dialect));
  }
}

const fromSerialized = ({ class_name, config }: Serialized): Constraint => new Constraint(class_name, config);
