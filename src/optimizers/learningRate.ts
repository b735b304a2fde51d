import { rounding, type Precision } from '../formula/graph.ts';
import type { OptimizerConfig } from './pipeline.ts';
import type { RuleLine } from './rules/rule.ts';
import { isSerialized, scheduleConfig, scheduledRate, scheduleNamed } from './schedules/index.ts';

/** True where a run's learning rate changes from step to step. */
export const isScheduled = ({ config }: OptimizerConfig): boolean => isSerialized(config.learning_rate);

/** The learning rate that call step + 1 uses, `decay` aside. Throws Error where there is none, or the schedule is wrong. */
export function createRate({ config }: OptimizerConfig, precision: Precision): (step: number) => number {
  const rate = config.learning_rate ?? config.lr;
  if (typeof rate === 'number') {
    const rounded = rounding(precision)(rate);
    return () => rounded;
  }
  if (isSerialized(rate)) return scheduledRate(rate, precision);
  throw new Error(`learning_rate is a number or a schedule. Received: ${JSON.stringify(rate)}.`);
}

/** The lines of a run's schedule, to be shown: over `step` and the keys of the schedule's config. */
export function scheduleLines({ config }: OptimizerConfig): readonly RuleLine[] {
  const rate = config.learning_rate;
  if (!isSerialized(rate)) return [];
  const kind = scheduleNamed(rate.class_name);
  return kind.lines(scheduleConfig(kind, rate.config));
}
