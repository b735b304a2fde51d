import type { Precision } from '../../formula/graph.ts';
import { ValueError } from '../errors.ts';
import type { Config, Dialect, Serialized } from '../rules/rule.ts';
import { isSerialized, scheduleConfig, scheduleNamed } from '../schedules/index.ts';
import { createRateAt } from '../schedules/schedule.ts';

/** A learning rate that depends on the step. To write one's own, extend it and override `call` and `getConfig`. */
export class LearningRateSchedule {
  readonly class_name: string;
  readonly config: Config;
  private readonly prepared = new Map<Precision, (step: number) => number>();

  /** Throws TypeError for missing or unknown keys and, in Keras's words, ValueError for what Keras refuses. */
  constructor(className: string, config: Config, dialect: Dialect = 'keras3') {
    this.class_name = className;
    const kind = scheduleNamed(className);
    this.config = scheduleConfig(kind, config);
    const reason = kind.check?.(this.config, dialect);
    if (reason) throw new ValueError(reason);
  }

  getConfig(): Config {
    return { ...this.config };
  }

  /** The learning rate after `step` calls, in the precision of floatx. */
  call(step: number, floatx: Precision = 'float32'): number {
    let rateAt = this.prepared.get(floatx);
    if (!rateAt)
      this.prepared.set(
        floatx,
        (rateAt = createRateAt(scheduleNamed(this.class_name).lines(this.config), this.config, floatx)),
      );
    return rateAt(step);
  }
}

export const isSchedule = (value: unknown): value is LearningRateSchedule => value instanceof LearningRateSchedule;

/** A learning rate as it may be given: a config becomes a schedule, all else stays. */
export const readRate = <T>(
  value: T,
  dialect: Dialect,
  schedules?: Readonly<Record<string, new (config: Config) => LearningRateSchedule>>,
): T | LearningRateSchedule =>
  !isSchedule(value) && isSerialized(value) ? deserializeSchedule(value, dialect, schedules) : value;

/** A schedule from its config; `schedules` are the user's own classes by name. */
function deserializeSchedule(
  { class_name, config }: Serialized,
  dialect: Dialect,
  schedules: Readonly<Record<string, new (config: Config) => LearningRateSchedule>> = {},
): LearningRateSchedule {
  const Own = schedules[class_name];
  return Own ? new Own(config) : new LearningRateSchedule(class_name, config, dialect);
}

export class ExponentialDecay extends LearningRateSchedule {
  constructor(config: Config, dialect?: Dialect) {
    super('ExponentialDecay', config, dialect);
  }
}
export class PiecewiseConstantDecay extends LearningRateSchedule {
  constructor(config: Config, dialect?: Dialect) {
    super('PiecewiseConstantDecay', config, dialect);
  }
}
export class PolynomialDecay extends LearningRateSchedule {
  constructor(config: Config, dialect?: Dialect) {
    super('PolynomialDecay', config, dialect);
  }
}
export class InverseTimeDecay extends LearningRateSchedule {
  constructor(config: Config, dialect?: Dialect) {
    super('InverseTimeDecay', config, dialect);
  }
}
export class CosineDecay extends LearningRateSchedule {
  constructor(config: Config, dialect?: Dialect) {
    super('CosineDecay', config, dialect);
  }
}
export class CosineDecayRestarts extends LearningRateSchedule {
  constructor(config: Config, dialect?: Dialect) {
    super('CosineDecayRestarts', config, dialect);
  }
}
/** A callable learning rate, typed as a formula of `step`. */
export class Formula extends LearningRateSchedule {
  constructor(formula: string) {
    super('Formula', { formula });
  }
}
