import { FormulaError } from './expression.ts';

export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly at: number }
  | { readonly kind: 'name' | 'symbol' | 'end'; readonly text: string; readonly at: number };

/** Longer formulas are refused before anything else is looked at. */
const LONGEST = 2000;

const pattern =
  /[ \t]+|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z\u0391-\u03c9][A-Za-z\u0391-\u03c9\d_]*)|([<>=!]=|\*\*|[-+*/^(),?:=<>])|(.)/suy;

/** Signs that people paste from books, and the power of other languages. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['**', '^'],
  ['−', '-'],
  ['·', '*'],
  ['×', '*'],
  ['÷', '/'],
  ['²', '^2'],
  ['³', '^3'],
  ['½', '(1/2)'],
  ['π', 'pi'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);

/** What to write instead of a sign that is none of the language's. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['|', 'Write |x| as abs(x).'],
  ['√', 'Write √x as sqrt(x).'],
  ['[', 'Brackets are round: ( and ).'],
  [']', 'Brackets are round: ( and ).'],
  ['{', 'Brackets are round: ( and ).'],
  ['}', 'Brackets are round: ( and ).'],
]);

/** Cuts a formula into tokens, the last of which is `end`. Throws FormulaError at a character that no formula has. */
export function tokens(text: string, from = 0): Token[] {
  if (text.length > LONGEST)
    throw new FormulaError(`A formula has at most ${LONGEST} characters. Received: ${text.length}.`, from + LONGEST);
  const list: Token[] = [];
  scan(text, from, list);
  list.push({ kind: 'end', text: 'the end', at: from + text.length });
  return list;
}

function scan(text: string, from: number, list: Token[]): void {
  const matcher = new RegExp(pattern);
  for (let match = matcher.exec(text); match && match[0]; match = matcher.exec(text)) {
    const at = from + match.index;
    const [whole, number, name, symbol, other] = match;
    if (number) list.push({ kind: 'number', value: literal(number, at), text: number, at });
    else if (name && !spellings.has(name)) list.push({ kind: 'name', text: name, at });
    else if (symbol && !spellings.has(symbol)) list.push({ kind: 'symbol', text: symbol, at });
    else if (other || name || symbol) {
      const spelling = spellings.get(whole);
      if (!spelling) throw new FormulaError(refusal(whole), at);
      list.push(...tokensOf(spelling).map(token => ({ ...token, at })));
    }
  }
}

function refusal(sign: string): string {
  const replacement = replacements.get(sign);
  return `“${printable(sign)}” can’t stand in a formula.${replacement ? ` ${replacement}` : ''}`;
}

const known = new Map<string, readonly Token[]>();

/** Of a spelling, cut once. */
function tokensOf(spelling: string): readonly Token[] {
  let list = known.get(spelling);
  if (!list) {
    const made: Token[] = [];
    scan(spelling, 0, made);
    known.set(spelling, (list = made));
  }
  return list;
}

function literal(text: string, at: number): number {
  const value = Number(text);
  if (!Number.isFinite(Math.fround(value)))
    throw new FormulaError(`“${short(text)}” is too large: numbers go up to 3.4e38.`, at);
  return value;
}

/** What can't be seen (spaces, marks of direction, half a pair) is spelled, for it would garble the sentence. */
function printable(character: string): string {
  const code = character.codePointAt(0)!;
  return /[\p{C}\p{Z}]/u.test(character) ? `U+${code.toString(16).padStart(4, '0')}` : character;
}

/** Quotable in a sentence. */
export function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
