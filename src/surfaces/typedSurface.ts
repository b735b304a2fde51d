import { outlookOf } from './domain.ts';
import type { Surface, SurfaceParameter } from './surface.ts';
import { readFormula } from './typed.ts';

/** A formula of one's own, as the experiment holds it: sound (typed.ts has no problem with it). */
export interface TypedFormula {
  readonly text: string;
  /** Ranges of sliders other than the usual one. */
  readonly ranges?: Readonly<Record<string, readonly [min: number, max: number]>>;
  /** The part of the plane to show; found from the formula where there is none. */
  readonly domain?: Surface['domain'];
}

/** The name under which an experiment holds a typed formula. */
export const TYPED = 'formula';

/** What a name that becomes a slider starts with. */
export const usualParameter = { default: 1, min: -5, max: 5 } as const;

const KEPT = 32;
const made = new Map<string, Surface>();

/** The surface of a typed formula; the same object for the same formula. Throws an Error where the text is unsound. */
export function typedSurface(formula: TypedFormula): Surface {
  const key = JSON.stringify([formula.text, formula.ranges, formula.domain]);
  let surface = made.get(key);
  if (!surface) {
    surface = surfaceFrom(formula);
    if (made.size >= KEPT) made.delete(made.keys().next().value!);
    made.set(key, surface);
  }
  return surface;
}

function surfaceFrom({ text, ranges = {}, domain }: TypedFormula): Surface {
  const { problem, lines, parameters: names, dimensions } = readFormula(text);
  if (problem) throw new Error(`An unsound formula. Received: ${text}.`);
  const parameters = names.map((name): SurfaceParameter => {
    const [min, max] = ranges[name] ?? [usualParameter.min, usualParameter.max];
    const usual = Math.min(max, Math.max(min, usualParameter.default));
    return { name, symbol: name, title: name, default: usual, min, max, step: stepOf(max - min) };
  });
  const sketch = { formula: lines, parameters, ...(dimensions === 1 && { dimensions }) };
  return {
    ...sketch,
    ...outlookOf(sketch, domain),
    name: TYPED,
    title: 'Your formula',
    kind: 'typed',
    sentence: '',
    minima: [],
    searched: true,
    source: 'typed',
  };
}

/** A round number of which some two hundred fit the range. */
function stepOf(range: number): number {
  return Number((10 ** Math.round(Math.log10(range / 200))).toPrecision(1));
}
