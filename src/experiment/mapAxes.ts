import { isScheduled } from '../optimizers/learningRate.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { NumberOption } from '../optimizers/rules/rule.ts';
import type { Experiment } from './experiment.ts';
import { surfaceOf } from './landscape.ts';

/** One number of an optimizer along the side of a map. `share` is spaced by 1 − value: 0, 0.9, 0.99 stand evenly. */
export interface MapAxis {
  /** Keras's name of the option. */
  readonly key: string;
  readonly scale: 'linear' | 'log' | 'share';
  readonly least: number;
  readonly most: number;
}

export interface MapAxes {
  readonly across: MapAxis;
  readonly up: MapAxis;
}

const SHARE_MOST = 0.999;
const DIGITS = 4; // of a cell's value, so that a cell that is taken makes a short link

/** The two axes of a run's map, or the sentence that says why there is none. */
export function mapAxes(experiment: Experiment, run: OptimizerConfig): MapAxes | string {
  if (isScheduled(run)) return 'learning_rate follows a schedule in this run, so it can’t be an axis: there is no map.';
  if (typeof run.config.learning_rate !== 'number') return 'This run has no number learning_rate: there is no map.';
  const option = secondOption(run);
  if (!option)
    return `Beside learning_rate ${run.optimizer} has no number that could be the other axis: there is no map.`;
  const values = (key: string): number[] =>
    experiment.runs.filter(other => isLike(other, run)).flatMap(({ config }) => numberIn(config[key]));
  return {
    across: holding(rateAxis(experiment, run), values('learning_rate')),
    up: holding(axisOf(option), values(option.key)),
  };
}

/** Whether a run has its place on the map of another. */
export const isLike = (run: OptimizerConfig, of: OptimizerConfig): boolean =>
  run.optimizer === of.optimizer && run.lines === of.lines;

const numberIn = (value: unknown): number[] => (typeof value === 'number' ? [value] : []);

/** The first of the optimizer's own numbers that is on: momentum, beta_1, rho … */
function secondOption(run: OptimizerConfig): NumberOption | undefined {
  const own = ruleOf(run).options.filter(option => option.kind === 'number');
  return own.find(({ key, whole }) => key !== 'learning_rate' && !whole && typeof run.config[key] === 'number');
}

/** Rules whose step grows with the gradient; the others' is about learning_rate long on any surface. */
const proportional = new Set([
  'SGD',
  'LossScaleOptimizer',
  'TorchSGD',
  'OptaxSGD',
  'SutskeverNesterov',
  'AveragedMomentum',
]);

/** Four decades: up to far beyond where momentum on this surface diverges. */
function rateAxis(experiment: Experiment, { optimizer }: OptimizerConfig): MapAxis {
  const { learningRate } = surfaceOf(experiment);
  const least = proportional.has(optimizer) ? round(learningRate / 200, 1) : 0.001;
  return { key: 'learning_rate', scale: 'log', least, most: round(least * 10_000, DIGITS) };
}

function axisOf({ key, slider: { min, max, scale } }: NumberOption): MapAxis {
  if (scale === 'log') return { key, scale, least: min, most: max };
  return min === 0 && max <= 1
    ? { key, scale: 'share', least: 0, most: SHARE_MOST }
    : { key, scale, least: min, most: max };
}

/** Wide enough for these values too, by whole decades; what has no place on the scale is left out. */
function holding(axis: MapAxis, values: readonly number[]): MapAxis {
  let { least, most } = axis;
  for (const value of values) {
    if (axis.scale === 'log' && value > 0) {
      while (value < least) least = round(least / 10, DIGITS);
      while (value > most) most = round(most * 10, DIGITS);
    } else if (axis.scale === 'share') {
      if (value < 1 - 1e-9) while (value > most) most = round(1 - (1 - most) / 10, 12);
    } else if (axis.scale === 'linear') [least, most] = [Math.min(least, value), Math.max(most, value)];
  }
  return { ...axis, least, most };
}

const along = ({ scale }: MapAxis, value: number): number =>
  scale === 'linear' ? value : scale === 'log' ? Math.log10(value) : -Math.log10(1 - value);
const round = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** Where a value lies: 0 at the least, 1 at the most; NaN where it has no place. */
export function shareOf(axis: MapAxis, value: number): number {
  const [from, to] = [along(axis, axis.least), along(axis, axis.most)];
  const share = (along(axis, value) - from) / (to - from);
  return share > -1e-9 && share < 1 + 1e-9 ? share : NaN;
}

/** The value at a share, in few digits. */
function valueAt(axis: MapAxis, share: number): number {
  const [from, to] = [along(axis, axis.least), along(axis, axis.most)];
  const at = from + (to - from) * share;
  if (axis.scale === 'share') return round(1 - round(10 ** -at, DIGITS), 12);
  return axis.scale === 'log' ? round(10 ** at, DIGITS) : Number(at.toFixed(DIGITS));
}

/** The values of a map's columns or rows: the first cell is at the least value, the last at the most. */
export function cellValues(axis: MapAxis, cells: number): Float64Array {
  return Float64Array.from({ length: cells }, (_, i) => valueAt(axis, cells > 1 ? i / (cells - 1) : 0));
}

/** Round values along an axis. */
export function axisTicks(axis: MapAxis): { readonly value: number; readonly text: string }[] {
  const decades = (from: number, to: number): number[] =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  const { scale, least, most } = axis;
  const ceil = (value: number): number => Math.ceil(value - 1e-9);
  const floor = (value: number): number => Math.floor(value + 1e-9);
  const values =
    scale === 'log'
      ? decades(ceil(Math.log10(least)), floor(Math.log10(most))).map(exponent => round(10 ** exponent, 6))
      : scale === 'share'
        ? [0, 0.5, ...decades(1, floor(along(axis, most))).map(nines => round(1 - 10 ** -nines, nines))]
        : Array.from({ length: 5 }, (_, i) => round(least + ((most - least) * i) / 4, 3));
  return values.map(value => ({ value, text: spell(value) }));
}

const spell = (value: number): string =>
  (value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value)).replace('-', '−');
