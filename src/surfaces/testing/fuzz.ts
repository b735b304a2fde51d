import { FormulaError } from '../../formula/expression.ts';
import { gradient } from '../../formula/differentiate.ts';
import { emitWgsl, type WgslCode } from '../../formula/emitWgsl.ts';
import { callable } from '../../formula/functions.ts';
import { createGraph } from '../../formula/graph.ts';
import { parseAssignment, parseExpression } from '../../formula/parse.ts';
import { surfaces } from '../index.ts';
import { buildLoss, parseLoss } from '../loss.ts';
import type { SurfaceParameter } from '../surface.ts';
import { readFormula, type ReadFormula } from '../typed.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pieces = [
  'x',
  'y',
  'a',
  'beta',
  'pi',
  'e',
  '1',
  '2',
  '.5',
  '1e3',
  '(',
  ')',
  '+',
  '-',
  '*',
  '/',
  '^',
  ',',
  ' ',
  '?',
]
  .concat([
    ':',
    '<',
    '>=',
    '==',
    '=',
    '\n',
    ';',
    '²',
    '½',
    '·',
    '−',
    '1e39',
    'constructor',
    '__proto__',
    '"',
    '`',
    '\\',
  ])
  .concat(Object.keys(callable).map(name => `${name}(`));

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;

/** Signs of all kinds, tokens in any order, or one thing again and again. */
export function randomText(random: () => number): string {
  const kind = random();
  const length = Math.floor(random() ** 3 * (kind < 0.02 ? 2500 : 60));
  if (kind < 0.02) return pick(pieces, random).repeat(length);
  const sign = (): string =>
    kind < 0.15
      ? String.fromCodePoint(Math.floor(random() * (random() < 0.5 ? 0x80 : 0x11000)))
      : kind < 0.3
        ? String.fromCharCode(32 + Math.floor(random() * 95))
        : pick(pieces, random);
  return Array.from({ length }, sign).join('');
}

const valid: readonly string[] = surfaces
  .map(({ formula }) => formula.join('\n'))
  .concat([
    'x^4 - 2x^2 + 20 y^2 + a x y',
    'u = x - c; u^2 + log(y)',
    'x < 1 ? sqrt(x) : min(x, y)^beta',
    'mean(x, y, a)',
  ]);

/** A valid formula with up to four accidents: a piece gone, put in, doubled or moved. */
export function mutatedFormula(random: () => number): string {
  let text = pick(valid, random);
  for (let i = Math.ceil(random() * 4); i > 0; i--) {
    const at = Math.floor(random() * (text.length + 1));
    const to = Math.min(text.length, at + Math.floor(random() ** 2 * 12));
    const part = text.slice(at, to);
    const put = [() => '', () => pick(pieces, random), () => part + part, () => pick(valid, random).slice(0, 20)];
    text = text.slice(0, at) + pick(put, random)() + text.slice(to);
  }
  return text;
}

/** What became of a text: read, or refused in words; or what is wrong with how it was taken. */
interface Verdict {
  readonly accepted?: ReadFormula;
  readonly complaint?: string;
}

/** Puts a text through the parser: as a formula, as a line of a rule, and as a landscape with its gradient. */
export function tryText(text: string): Verdict {
  try {
    for (const parse of [parseExpression, parseAssignment]) refusedInWords(() => parse(text), text);
    const reading = readFormula(text);
    const { problem } = reading;
    if (!problem) return { accepted: reading };
    const inside = problem.at >= 0 && problem.at <= text.length && problem.line <= text.split(/[\n;]/).length;
    return inside ? {} : { complaint: `points at line ${problem.line}, character ${problem.at}` };
  } catch (error) {
    return { complaint: `threw ${error instanceof Error ? error.stack : String(error)}` };
  }
}

/** Loss, ∂x and ∂y of what was accepted, as WGSL over x, y and p[0], p[1] … */
export function lowered({ lines, parameters }: ReadFormula): WgslCode {
  const graph = createGraph('float32');
  const [x, y] = [graph.input('x'), graph.input('y')];
  const loss = buildLoss(graph, parseLoss({ formula: lines, parameters: parameters.map(sliderOf) }), x, y);
  const spell = (input: string): string =>
    input.startsWith('surface.') ? `p[${parameters.indexOf(input.slice('surface.'.length))}]` : input;
  return emitWgsl([loss, ...gradient(graph, loss, [x, y])], spell);
}

const sliderOf = (name: string): SurfaceParameter => ({
  name,
  symbol: name,
  title: name,
  default: 1,
  min: -5,
  max: 5,
  step: 0.1,
});

function refusedInWords(parse: () => unknown, text: string): void {
  try {
    parse();
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    if (!(error.at >= 0 && error.at <= text.length)) throw new Error(`points at ${error.at}`, { cause: error });
    if (!/[.?]$/.test(error.message))
      throw new Error(`says “${error.message}”, which is no sentence`, { cause: error });
  }
}
