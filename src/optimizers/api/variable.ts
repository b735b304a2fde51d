import type { FloatArray } from '../../formula/laneLoop.ts';
import { sameShape, sizeOf, spellShape, type Shape } from '../../formula/shapes.ts';
import { ValueError } from '../errors.ts';
import type { ConstraintLike } from './constraints.ts';
import { autoName } from './naming.ts';
import { flatten, shapedAs, type Values } from './values.ts';

export type DType = 'float32' | 'float64' | 'int32' | 'int64';

export interface VariableOptions {
  readonly name?: string;
  /** Where it stands, as in `dense/kernel`; the name if not given. */
  readonly path?: string;
  /** The shape of flat values. */
  readonly shape?: Shape;
  readonly constraint?: ConstraintLike | null;
  readonly dtype?: DType;
  /** Takes its gradient as its new value (Keras's float8 training). */
  readonly overwrite_with_gradient?: boolean;
}

/** An array that an optimizer trains, or keeps. `value` is flat, row by row, and may be written to. */
export class Variable {
  readonly name: string;
  readonly path: string;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly value: FloatArray;
  readonly constraint: ConstraintLike | null;
  readonly overwrite_with_gradient: boolean;

  /** Throws ValueError where the values don't fill the shape. */
  constructor(values: Values, options: VariableOptions = {}) {
    const { shape, elements } = flatten(values);
    this.name = options.name ?? autoName('variable');
    this.path = options.path ?? this.name;
    this.shape = options.shape ?? shape;
    this.dtype = options.dtype ?? 'float32';
    this.constraint = options.constraint ?? null;
    this.overwrite_with_gradient = options.overwrite_with_gradient ?? false;
    if (sizeOf(this.shape) !== elements.length)
      throw new ValueError(`Shape ${spellShape(this.shape)} does not hold ${elements.length} values.`);
    this.value = this.dtype === 'float32' ? Float32Array.from(elements) : Float64Array.from(elements);
  }

  /** Throws ValueError where the shape differs. */
  assign(values: Values): this {
    const { shape, elements } = shapedAs(values, this.shape);
    if (!sameShape(shape, this.shape)) throw new ValueError(shapeText(this, shape));
    this.value.set(elements);
    return this;
  }

  toString(): string {
    return `<Variable path=${this.path}, shape=${spellShape(this.shape)}, dtype=${this.dtype}, value=${spellValue(this)}>`;
  }
}

const spellNumber = (value: number): string => (Number.isInteger(value) ? `${value}.` : String(value));
const spellValue = ({ shape, value }: Variable): string =>
  shape.length === 0 ? String(value[0]) : `[${Array.from(value, spellNumber).join(' ')}]`;

/** Keras's words for a value that doesn't fit. */
export function shapeText(variable: Variable, received: Shape): string {
  return (
    'The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. ' +
    `variable.shape=${spellShape(variable.shape)}, Received: value.shape=${spellShape(received)}. Target variable: ${variable.toString()}`
  );
}
