import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import { defaultConfig } from '../optimizers/options.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Config } from '../optimizers/rules/rule.ts';
import { surfaces } from '../surfaces/index.ts';
import { defaultParameters } from '../surfaces/loss.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import type { Crowd } from './crowd.ts';
import { usualData, type DataChoice } from './dataChoice.ts';
import type { TypedFormula } from '../surfaces/typedSurface.ts';

/** The whole shareable document. Numbers are as typed (doubles); runs round them to float32 as Keras does. */
export interface Experiment {
  readonly surface: string;
  /** Of the surface `formula` alone: what was typed. */
  readonly formula?: TypedFormula;
  /** Of a surface over data alone: which. */
  readonly data?: DataChoice;
  readonly parameters: SurfaceParameters;
  readonly start: readonly [x: number, y: number];
  /** Calls of `apply`, 1 … 10,000. */
  readonly steps: number;
  readonly runs: readonly OptimizerConfig[];
  /** Where the gradients of all runs come from. */
  readonly gradient: GradientSource;
  /** Null: there is none. */
  readonly crowd: Crowd | null;
}

export const limits = {
  steps: { least: 1, most: 10_000, usual: 200 },
  runs: { least: 1, most: 8 },
  /** |x| and |y| of the start. */
  start: 1_000_000,
} as const;

/** A run with Keras's defaults but for what is given. */
export function run(
  options: Partial<Config> = {},
  optimizer = 'SGD',
  extra: Omit<OptimizerConfig, 'optimizer' | 'config'> = {},
): OptimizerConfig {
  const rule = ruleOf({ optimizer, config: {}, ...extra });
  return { optimizer, config: { ...defaultConfig(rule, extra.dialect), ...(options as Config) }, ...extra };
}

/** Momentum beside Nesterov at one learning rate. */
export function usualRuns(learning_rate: number): OptimizerConfig[] {
  return [run({ learning_rate, momentum: 0.9 }), run({ learning_rate, momentum: 0.9, nesterov: true })];
}

/** A surface as it opens: its own start and parameters, momentum beside Nesterov. */
export function openingOf(surface: Surface, formula?: TypedFormula): Experiment {
  const data = usualData(surface);
  return {
    surface: surface.name,
    ...(formula && { formula }),
    ...(data && { data }),
    parameters: defaultParameters(surface),
    start: surface.start,
    steps: limits.steps.usual,
    runs: usualRuns(surface.learningRate),
    gradient: exactGradient,
    crowd: null,
  };
}

export const opening: Experiment = openingOf(surfaces[0]!);

/** What sets a run apart, in a word: of SGD its kind, of others their name. */
export function runKind({ optimizer, config }: OptimizerConfig): string {
  if (optimizer !== 'SGD') return optimizer;
  return config.momentum === 0 ? 'plain' : config.nesterov ? 'Nesterov' : 'momentum';
}

/** What a run is called beside others. */
export function runTitle(which: OptimizerConfig): string {
  return which.optimizer === 'SGD' ? `SGD · ${runKind(which)}` : which.optimizer;
}

/** What the runs are called side by side: of equal names each has its run's number. */
export function distinct(runs: readonly OptimizerConfig[], nameOf: (run: OptimizerConfig) => string): string[] {
  const names = runs.map(nameOf);
  return names.map((name, i) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} ${i + 1}`));
}
