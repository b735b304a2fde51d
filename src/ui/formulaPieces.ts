import type { Expression } from '../formula/expression.ts';
import type { FunctionName } from '../formula/functions.ts';

/** Operators between two parts, with how tightly they bind. */
export const infix: Partial<Record<FunctionName, readonly [sign: string, rank: number]>> = {
  lt: ['<', 1],
  le: ['≤', 1],
  gt: ['>', 1],
  ge: ['≥', 1],
  eq: ['=', 1],
  ne: ['≠', 1],
  add: ['+', 2],
  sub: ['−', 2],
  mul: ['·', 3],
};

/** How tightly a part holds together: an argument of a lower rank takes parentheses. */
export function rank(part: Expression): number {
  if (part.kind !== 'call') return 6;
  return infix[part.fn]?.[1] ?? { select: 0, neg: 3, div: 4, pow: 5 }[part.fn as string] ?? 6;
}

export const greek: Readonly<Record<string, string>> = {
  kappa: 'κ',
  rotation: 'φ',
  pi: 'π',
  sigma: 'σ',
  difference_step: 'h',
};

const isSmallFraction = (part: Expression): boolean =>
  part.kind === 'call' && part.fn === 'div' && part.args.every(arg => arg.kind === 'number' && arg.value < 10);

/** Numbers before a letter, and letters beside letters, need no sign between them. */
export function juxtaposed(left: Expression, right: Expression): boolean {
  const short = (part: Expression): boolean =>
    part.kind === 'name'
      ? (greek[part.name] ?? part.name).length === 1
      : part.kind === 'call' && part.fn === 'pow' && short(part.args[0]!);
  const startsShort = (part: Expression): boolean =>
    short(part) ||
    (part.kind === 'call' && (part.fn === 'mul' ? startsShort(part.args[0]!) : rank(part) === 6 || rank(part) === 2));
  const endsShort = (part: Expression): boolean =>
    short(part) ||
    part.kind === 'number' ||
    isSmallFraction(part) ||
    (part.kind === 'call' && part.fn === 'mul' && endsShort(part.args[1]!));
  return endsShort(left) && startsShort(right);
}

/** What stands before or after the term of a piece: an operator or bracket, a function's name, a short factor. */
export type Mark =
  | { readonly kind: 'infix' | 'prefix' | 'postfix' | 'function'; readonly text: string; readonly power?: Expression }
  | { readonly kind: 'factor'; readonly part: Expression };

/** One piece of a formula that may stand on a line of its own. */
export interface Piece {
  readonly before: readonly Mark[];
  readonly term: Expression;
  readonly after: readonly Mark[];
}

/** Wider parts than this are taken apart at their products and brackets too: it is what the narrowest column has room for. */
const WIDE = 10;
const NARROW = 3; // sums in brackets that stay whole, factors that never stand at the end of a line

interface Habits {
  /** Whether a part must not be taken apart. */
  readonly keepsWhole?: (part: Expression) => boolean;
  /** Whether every product has its sign. */
  readonly dots?: boolean;
}

/** The terms of a sum, of those in brackets at its end too, and the factors and arguments of what would be too wide. */
export function piecesOf(part: Expression, habits: Habits = {}): Piece[] {
  const inner = (arg: Expression): Piece[] => piecesOf(arg, habits);
  const grouped = (arg: Expression, least: number): Piece[] =>
    rank(arg) >= least
      ? inner(arg)
      : enclosed(widthOf(arg) <= NARROW ? [{ before: [], term: arg, after: [] }] : inner(arg), '(', ')');
  const whole: Piece[] = [{ before: [], term: part, after: [] }];
  if (part.kind !== 'call' || habits.keepsWhole?.(part)) return whole;
  const { fn, args } = part;
  const [a, b] = args as [Expression, Expression];
  if (fn === 'add' || fn === 'sub') {
    const [sign, own] = infix[fn]!;
    return [...inner(a), ...led(grouped(b, own + 1), { kind: 'infix', text: sign })];
  }
  if (widthOf(part) <= WIDE || unbroken.has(fn)) return whole;
  if (fn === 'mul') {
    const joined = !habits.dots && juxtaposed(a, b);
    const right = joined ? grouped(b, 4) : led(grouped(b, 4), { kind: 'infix', text: '·' });
    return rank(a) > 3 && widthOf(a) <= NARROW ? led(right, { kind: 'factor', part: a }) : [...grouped(a, 3), ...right];
  }
  if (fn === 'neg') return led(grouped(a, 3), { kind: 'prefix', text: '−' });
  if (fn === 'pow') return rank(a) < 6 ? enclosed(inner(a), '(', ')', b) : whole;
  if (infix[fn]) return whole;
  const listed = args.flatMap((arg, i) => (i === 0 ? inner(arg) : led(inner(arg), { kind: 'infix', text: ',' })));
  if (fn === 'abs') return enclosed(listed, '|', '|');
  return led(enclosed(listed, '(', ')'), { kind: 'function', text: fn });
}

/** Drawn in two dimensions, or in words of their own. */
const unbroken: ReadonlySet<FunctionName> = new Set(['div', 'sqrt', 'norm', 'select', 'loss_along']);

function led([first, ...rest]: readonly Piece[], mark: Mark): Piece[] {
  return [{ ...first!, before: [mark, ...first!.before] }, ...rest];
}

function enclosed(pieces: readonly Piece[], open: string, close: string, power?: Expression): Piece[] {
  const opened = led(pieces, { kind: 'prefix', text: open });
  const last = opened.pop()!;
  return [...opened, { ...last, after: [...last.after, { kind: 'postfix', text: close, ...(power && { power }) }] }];
}

/** The digits that are shown of a number; all of a short one. */
export function digitsOf(value: number): string {
  const text = String(value);
  return (text.length > 8 ? String(Number(value.toPrecision(5))) : text).replaceAll('-', '−');
}

/** About how wide a part is in print, in its letters’ height. */
export function widthOf(part: Expression): number {
  if (part.kind === 'number') return 0.5 * digitsOf(part.value).length;
  if (part.kind === 'name') return 0.5 * (greek[part.name] ?? part.name).length;
  const { fn, args } = part;
  const [a = 0, b = 0] = args.map(widthOf);
  const brackets = (least: number): number => 0.7 * args.filter(arg => rank(arg) < least).length;
  if (fn === 'mul') return a + b + brackets(3) + (juxtaposed(args[0]!, args[1]!) ? 0.2 : 0.7);
  if (infix[fn]) return a + b + brackets(infix[fn][1]) + 1.2;
  if (fn === 'neg') return a + brackets(3) + 0.8;
  if (fn === 'div') return 0.8 * Math.max(a, b);
  if (fn === 'pow') return a + 0.35 + 0.7 * b;
  if (fn === 'sqrt') return a + 0.9;
  return 0.5 * fn.length + 0.7 + args.reduce((sum, arg) => sum + widthOf(arg) + 0.4, 0);
}
