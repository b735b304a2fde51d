import { rounding, type Precision } from '../../formula/graph.ts';
import { AttributeError } from '../errors.ts';
import type { Dialect } from '../rules/rule.ts';
import { isSchedule, LearningRateSchedule } from './schedules.ts';
import { Variable } from './variable.ts';

/** A number, a schedule, or a function that is asked for the learning rate of each step. */
export type LearningRate = number | LearningRateSchedule | (() => number);

/** Where the learning rate comes from, with the rules of a dialect for reading and assigning it. */
export interface RateSource {
  /** What `opt.learning_rate` reads: of a schedule Keras 3 gives the present value, the older ones the schedule. */
  read(): number | LearningRateSchedule;
  assign(value: LearningRate): void;
  /** The learning rate of the step that is about to be made. */
  current(): number;
  /** What get_config holds. */
  readonly source: LearningRate;
  /** The optimizer variable that holds a number. */
  readonly variable: Variable | undefined;
  /** First use: from now on a number is one of floatx. */
  materialize(): void;
}

const notSettable =
  'This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence its ' +
  'learning rate is not settable. If you need the learning rate to be settable, you should instantiate the optimizer with a ' +
  'float `learning_rate` argument.';

/** `path`: of the variable; `step`: calls made so far. */
export function createRate(
  initial: LearningRate,
  dialect: Dialect,
  floatx: Precision,
  path: string,
  step: () => number,
): RateSource {
  const round = rounding(floatx);
  const keep = (value: LearningRate): LearningRate | Variable =>
    typeof value === 'number' && dialect === 'keras3'
      ? new Variable(value, { name: 'learning_rate', path: `${path}/learning_rate`, dtype: floatx })
      : value;
  let kept = keep(initial);
  let materialized = dialect === 'keras3';

  const numberOf = (): number => {
    if (kept instanceof Variable) return kept.value[0]!;
    if (isSchedule(kept)) return kept.call(step(), floatx);
    return typeof kept === 'function' ? kept() : round(kept);
  };

  return {
    read() {
      if (dialect !== 'keras3' && isSchedule(kept)) return kept;
      materialized = true;
      return numberOf();
    },
    current: numberOf,
    materialize: () => void (materialized = true),
    assign(value) {
      if (dialect === 'keras3') {
        if (typeof value !== 'number') kept = value;
        else if (isSchedule(kept)) throw new TypeError(notSettable);
        else if (kept instanceof Variable) kept.assign(value);
        else throw new AttributeError("'function' object has no attribute 'assign'");
      } else {
        if (typeof kept === 'number' && materialized && typeof value === 'function')
          throw new TypeError("float() argument must be a string or a real number, not 'function'");
        kept = value;
      }
    },
    get source() {
      if (kept instanceof Variable) return kept.value[0]!;
      return typeof kept === 'number' && materialized ? round(kept) : kept;
    },
    get variable() {
      return kept instanceof Variable ? kept : undefined;
    },
  };
}
