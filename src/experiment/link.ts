import { usualCrowd } from './crowd.ts';
import { decodeCrowd, encodeCrowd } from './crowdCodec.ts';
import { decodeData, encodeData } from './dataChoice.ts';
import { openingOf, type Experiment } from './experiment.ts';
import { decodeSource, encodeSource } from './gradientSource.ts';
import { surfaceOf } from './landscape.ts';
import { quote } from './raw.ts';
import { repair, type Repaired } from './repair.ts';
import { decodeRun, encodeRun } from './runCodec.ts';
import { decodeFormula, encodeFormula, encodeParameter } from './typedFormula.ts';

/** Of the link and of the JSON; a link of an older version is read by that version's rules for ever. */
export const VERSION = 1;

/**
 * Keys that a surface's parameters may not have; one of a typed formula then stands under `p.` and its name. A key that is added
 * once links are out must hold a sign that no name has, such as “-”.
 */
export const reservedKeys: readonly string[] = [
  'v',
  'surface',
  'start',
  'steps',
  'run',
  'crowd',
  'step',
  'f',
  'domain',
  'show',
  'gradient',
];

/** What may take the place of the landscape on the stage. */
export const figures = ['basins', 'map'] as const;
export type FigureName = (typeof figures)[number];

/** An experiment and, where the link names them, the step to open at and the figure that is open. */
export interface LinkContent extends Repaired {
  readonly step: number | null;
  readonly show: FigureName | null;
}

/**
 * The experiment as the text after “#”, readable, defaults left out: `v=1&surface=rosenbrock&steps=500`. A run is
 * `run=SGD,learning_rate:0.04,momentum:0.9,nesterov` (runCodec.ts).
 */
export function encodeLink(experiment: Experiment, step?: number, show?: FigureName | null): string {
  const usual = openingOf(
    surfaceOf({ surface: experiment.surface, ...(experiment.formula && { formula: experiment.formula }) }),
  );
  const fields: string[] = [`v=${VERSION}`];
  if (experiment.surface !== openingSurface) fields.push(`surface=${experiment.surface}`);
  const { formula, data } = experiment;
  if (data && encodeData(data) !== encodeData(usual.data!)) fields.push(`data-set=${encodeData(data)}`);
  if (formula) fields.push(...encodeFormula(formula));
  for (const [name, value] of Object.entries(experiment.parameters)) {
    const range = formula?.ranges?.[name];
    if (range || !Object.is(value, usual.parameters[name]))
      fields.push(encodeParameter(name, decimal(value), range, reservedKeys));
  }
  // Where a typed formula opens is found by a search that may get better: what is shared must not move.
  if (formula || experiment.start.some((coordinate, i) => !Object.is(coordinate, usual.start[i])))
    fields.push(`start=${experiment.start.map(decimal).join(',')}`);
  if (experiment.steps !== usual.steps) fields.push(`steps=${experiment.steps}`);
  const source = encodeSource(experiment.gradient);
  if (source !== '') fields.push(`gradient=${source}`);
  const runs = experiment.runs.map(encodeRun);
  if (formula || runs.join(' ') !== usual.runs.map(encodeRun).join(' '))
    fields.push(...runs.map(text => `run=${text}`));
  if (experiment.crowd) fields.push(`crowd=${encodeCrowd(experiment.crowd, usualCrowd(surfaceOf(experiment)))}`);
  if (step !== undefined) fields.push(`step=${step}`);
  if (show) fields.push(`show=${show}`);
  return fields.join('&');
}

const openingSurface = 'ravine';
const decimal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Reads a link (with or without what stands before “#”), repairing it field by field. Never throws. */
export function decodeLink(link: string): LinkContent {
  const adjustments: string[] = [];
  const adjust = (sentence: string): void => void adjustments.push(sentence);
  const raw: Record<string, unknown> = {};
  const parameters: Record<string, unknown> = {};
  const runs: unknown[] = [];
  const seen = new Set<string>();
  let step: number | null = null;
  let show: FigureName | null = null;
  let f: string | undefined;
  let domain: string | undefined;
  const hash = link.slice(link.indexOf('#') + 1);
  for (const field of hash.split('&').filter(Boolean)) {
    const [key, value] = splitAt(decoded(field), '=');
    if (key === 'run') runs.push(decodeRun(value, `run ${runs.length + 1}`, adjust));
    else if (seen.has(key)) adjust(`${quote(key)} stands twice; the first is used.`);
    else if (key === 'v') readVersion(value, adjust);
    else if (key === 'step') step = readStep(value, adjust);
    else if (key === 'show') show = readShow(value, adjust);
    else if (key === 'start') raw.start = value.split(',').map(number);
    else if (key === 'steps') raw.steps = number(value);
    else if (key === 'crowd') raw.crowd = decodeCrowd(value, adjust);
    else if (key === 'surface') raw.surface = value;
    else if (key === 'data-set') raw.data = decodeData(value);
    else if (key === 'gradient') raw.gradient = decodeSource(value);
    else if (key === 'f') f = value;
    else if (key === 'domain') domain = value;
    else Object.defineProperty(parameters, key, { value: number(value), enumerable: true });
    seen.add(key);
  }
  const typed = f === undefined ? { parameters } : decodeFormula(f, domain, parameters);
  const repaired = repair({ ...raw, ...typed, ...(runs.length > 0 && { runs }) });
  return { ...repaired, adjustments: [...new Set([...adjustments, ...repaired.adjustments])], step, show };
}

type Adjust = (sentence: string) => void;

function readVersion(text: string, adjust: Adjust): void {
  if (Number(text) > VERSION) adjust('This link is from a newer version; what is known of it was read.');
  else if (text !== String(VERSION)) adjust(`There is no version ${quote(text)}; the link was read as ${VERSION}.`);
}

/** A number as JavaScript writes it; anything else stays text, for the repair to name. */
function number(text: string): number | string {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}

function readStep(text: string, adjust: Adjust): number | null {
  const value = number(text);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  adjust(`step is a whole number from 0, not ${quote(text)}: the start is shown.`);
  return null;
}

function readShow(text: string, adjust: Adjust): FigureName | null {
  const figure = figures.find(name => name === text);
  if (!figure) adjust(`show is ${figures.join(' or ')}, not ${quote(text)}: the landscape is shown.`);
  return figure ?? null;
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
