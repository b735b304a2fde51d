import { parseAssignment } from '../formula/parse.ts';
import type { Assignment } from '../formula/expression.ts';
import type { RuleLine, Terms } from './rules/rule.ts';

/** A rule line, parsed: a write, or the declaration of a slot's first value. */
export interface ParsedLine extends Assignment {
  readonly declares: boolean;
  readonly text: string;
  readonly terms: Terms;
}

const parsed = new Map<string, ParsedLine>();

/** Parses a line, once for each text. Throws FormulaError with the position in the line. */
export function parseLine({ text, terms }: RuleLine): ParsedLine {
  const key = terms ? `${text}\n${JSON.stringify(terms)}` : text;
  let line = parsed.get(key);
  if (!line) {
    const prefix = /^\s*slot\s+(?=[A-Za-z])/.exec(text)?.[0] ?? '';
    const assignment = parseAssignment(text.slice(prefix.length), undefined, prefix.length);
    line = { ...assignment, declares: prefix !== '', text, terms: terms ?? {} };
    if (parsed.size > 1000) parsed.clear();
    parsed.set(key, line);
  }
  return line;
}
