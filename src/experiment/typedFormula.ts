import { fromLink, spelled, spelledForLink } from '../formula/spelling.ts';
import { LONGEST_TEXT, readFormula } from '../surfaces/typed.ts';
import { typedSurface, type TypedFormula } from '../surfaces/typedSurface.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import { isRecord, quote, type Raw } from './raw.ts';

type Adjust = (sentence: string) => void;
type Range = readonly [number, number];

const FARTHEST = 1e6;
const linesOf = (text: string): string[] => text.split(/[\n;]/).filter(line => line.trim() !== '');

/** The formula in its usual spelling, so that a link brings the same text back. Throws FormulaError at a foreign character. */
export const usualText = (text: string): string => linesOf(text).map(spelled).join('\n');

/** The formula's fields of a link, its lines joined by semicolons: `f=u=x-y;u**2`, `domain=-2,2,-1,1`. */
export function encodeFormula({ text, domain }: TypedFormula): string[] {
  const line = (own: string): string =>
    spelledForLink(own).replace(/[^\w.*+\-/^(),?:=!]/g, sign => encodeURIComponent(sign));
  return [`f=${linesOf(text).map(line).join(';')}`, ...(domain ? [`domain=${domain.flat().join(',')}`] : [])];
}

/** A parameter of a typed formula: `a=1.5`, or `a=1.5,0,3` with a range of its own; always with `p.` if the link has that key. */
export function encodeParameter(
  name: string,
  value: string,
  range: Range | undefined,
  keys: readonly string[],
): string {
  return `${keys.includes(name) ? 'p.' : ''}${name}=${[value, ...(range ?? [])].join(',')}`;
}

/** What a link says of a typed formula, as `repair` reads it: text, domain, and the ranges that stand in the parameters. */
export function decodeFormula(f: string, domain: string | undefined, parameters: Readonly<Record<string, unknown>>) {
  const ranges: Record<string, unknown> = {};
  const values: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(parameters)) {
    const name = key.replace(/^p\./, '');
    const [value, ...range] = typeof given === 'string' ? given.split(',').map(numberOr) : [given];
    Object.defineProperty(values, name, { value, enumerable: true });
    if (range.length > 0) Object.defineProperty(ranges, name, { value: range, enumerable: true });
  }
  const [x0, x1, y0, y1] = domain?.split(',').map(numberOr) ?? [];
  const shown =
    domain === undefined
      ? {}
      : {
          domain: [
            [x0, x1],
            [y0, y1],
          ],
        };
  return { formula: { text: fromLink(f).replaceAll(';', '\n'), ranges, ...shown }, parameters: values };
}

const numberOr = (text: string): number | string =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);

/** A typed formula made of untrusted data; undefined, with a sentence, where its text is unsound. Never throws. */
export function readTyped(raw: unknown, adjust: Adjust): TypedFormula | undefined {
  const { text, ranges, domain }: Raw = isRecord(raw) ? raw : {};
  if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
    adjust(`A formula is a text of at most ${LONGEST_TEXT} characters, not ${quote(text)}.`);
    return undefined;
  }
  const { problem, parameters } = readFormula(text);
  if (problem) {
    adjust(`The formula, line ${problem.line + 1}, character ${problem.at + 1}: ${problem.message}`);
    return undefined;
  }
  const sound = Object.entries(isRecord(ranges) ? ranges : {}).flatMap(([name, range]) => {
    if (parameters.includes(name) && isRange(range)) return [[name, range] as const];
    adjust(`The range of ${quote(name)} is two numbers up to ±1,000,000, the lower first: the usual one is used.`);
    return [];
  });
  const shown = Array.isArray(domain) && domain.length === 2 && domain.every(isRange) ? (domain as unknown) : undefined;
  if (domain !== undefined && !shown)
    adjust('domain is four numbers up to ±1,000,000, x from and to, y from and to: it was found anew.');
  return {
    text: usualText(text),
    ...(sound.length > 0 && { ranges: Object.fromEntries(sound) }),
    ...(shown !== undefined && { domain: shown as Surface['domain'] }),
  };
}

function isRange(value: unknown): value is Range {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [low, high] = value as unknown[];
  const sound = (end: unknown): end is number => typeof end === 'number' && Math.abs(end) <= FARTHEST;
  return sound(low) && sound(high) && high - low > 1e-6;
}

/** The formula with a new, sound text; ranges of names that are gone are forgotten. */
export function withText(formula: TypedFormula | undefined, text: string): TypedFormula {
  const { parameters } = readFormula(text);
  const ranges = Object.entries(formula?.ranges ?? {}).filter(([name]) => parameters.includes(name));
  return {
    text: usualText(text),
    ...(ranges.length > 0 && { ranges: Object.fromEntries(ranges) }),
    ...(formula?.domain && { domain: formula.domain }),
  };
}

/** A surface of the catalogue as a typed formula, with its sliders' ranges and its domain. */
export function asTyped({ formula, parameters, domain }: Surface): TypedFormula {
  const ranges = Object.fromEntries(parameters.map(({ name, min, max }) => [name, [min, max] as const]));
  return { text: usualText(formula.join('\n')), ...(parameters.length > 0 && { ranges }), domain };
}

/** Values by name, kept where the formula still has the name and its range holds the value. */
export function keptParameters(formula: TypedFormula, values: SurfaceParameters): SurfaceParameters {
  return Object.fromEntries(
    typedSurface(formula).parameters.map(({ name, default: usual, min, max }) => {
      const value = values[name];
      return [name, value !== undefined && value >= min && value <= max ? value : usual];
    }),
  );
}
