import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { surfaceNamed, surfaces } from '../surfaces/index.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import { usualCrowd } from './crowd.ts';
import { readCrowd } from './crowdCodec.ts';
import { readData } from './dataChoice.ts';
import { TYPED, typedSurface } from '../surfaces/typedSurface.ts';
import { limits, openingOf, type Experiment } from './experiment.ts';
import { readSource } from './gradientSource.ts';
import { isRecord, quote } from './raw.ts';
import { readRun } from './readRun.ts';
import { readTyped } from './typedFormula.ts';

/** An experiment made of untrusted data, with a sentence for every field that had to fall back. */
export interface Repaired {
  readonly experiment: Experiment;
  readonly adjustments: readonly string[];
}

/** Takes from `raw` (a parsed link or JSON) field by field what is sound; the rest falls back and is named. Never throws. */
export function repair(raw: unknown): Repaired {
  const adjustments: string[] = [];
  const adjust = (sentence: string): void => void adjustments.push(sentence);
  const fields = isRecord(raw) ? raw : {};
  if (!isRecord(raw)) adjust('This is not an experiment; the opening one is shown.');
  const formula = fields.surface === TYPED ? readTyped(fields.formula, adjust) : undefined;
  const surface = formula ? typedSurface(formula) : readSurface(fields.surface, adjust);
  const usual = openingOf(surface);
  const data = readData(fields.data, surface, adjust);
  const experiment: Experiment = {
    surface: surface.name,
    ...(formula && { formula }),
    ...(data && { data }),
    parameters: readParameters(fields.parameters, surface, adjust),
    start: onSurface(surface, readStart(fields.start, usual.start, adjust)),
    steps: readSteps(fields.steps, adjust),
    runs: readRuns(fields.runs, usual.runs, adjust),
    gradient: readSource(fields.gradient, adjust),
    crowd: readCrowd(fields.crowd, usualCrowd(surface), adjust),
  };
  return { experiment, adjustments };
}

type Adjust = (sentence: string) => void;

function readSurface(value: unknown, adjust: Adjust): Surface {
  const usual = surfaces[0]!;
  if (value === undefined) return usual;
  const surface = typeof value === 'string' ? surfaceNamed(value) : undefined;
  if (value === TYPED) adjust(`${usual.name} is shown.`);
  else if (!surface) adjust(`There is no surface ${quote(value)}: ${usual.name} is shown.`);
  return surface ?? usual;
}

function readParameters(value: unknown, surface: Surface, adjust: Adjust): SurfaceParameters {
  const given = isRecord(value) ? value : {};
  if (value !== given && value !== undefined) adjust(`parameters is a list of numbers by name, not ${quote(value)}.`);
  for (const name of Object.keys(given))
    if (!surface.parameters.some(parameter => parameter.name === name))
      adjust(`${surface.name} has no parameter ${quote(name)}.`);
  return Object.fromEntries(
    surface.parameters.map(({ name, min, max, default: usual }) => {
      const number = given[name];
      if (number === undefined) return [name, usual];
      if (typeof number === 'number' && number >= min && number <= max) return [name, number];
      adjust(`${name} goes from ${min} to ${max}, not ${quote(number)}: ${usual} is used.`);
      return [name, usual];
    }),
  );
}

function readStart(value: unknown, usual: Experiment['start'], adjust: Adjust): Experiment['start'] {
  if (value === undefined) return usual;
  const [x, y, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  const sound = (number: unknown): number is number => typeof number === 'number' && Math.abs(number) <= limits.start;
  if (sound(x) && sound(y) && more.length === 0) return [x, y];
  adjust(
    `start is two numbers up to ±1,000,000, not ${quote(Array.isArray(value) ? value.join(',') : value)}: ${usual.join(', ')} is used.`,
  );
  return usual;
}

/** On a curve y is no coordinate. */
const onSurface = ({ dimensions }: Surface, [x, y]: Experiment['start']): Experiment['start'] =>
  dimensions === 1 ? [x, 0] : [x, y];

function readSteps(value: unknown, adjust: Adjust): number {
  const { least, most, usual } = limits.steps;
  if (value === undefined) return usual;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  adjust(`steps goes from ${least} to ${most}, not ${quote(value)}: ${usual} is used.`);
  return usual;
}

function readRuns(value: unknown, usual: Experiment['runs'], adjust: Adjust): readonly OptimizerConfig[] {
  if (value === undefined) return usual;
  const list: unknown[] = Array.isArray(value) ? value : [];
  if (list.length > limits.runs.most) adjust(`At most ${limits.runs.most} runs are compared; the first are shown.`);
  const runs = list.slice(0, limits.runs.most).flatMap((item, i) => readRun(item, i, adjust));
  if (runs.length > 0) return runs;
  adjust('No run could be read: momentum and Nesterov are shown.');
  return usual;
}
