import { createElement, type ReactNode } from 'react';
import { sameExpression, type Expression } from '../formula/expression.ts';
import type { FunctionName } from '../formula/functions.ts';

/** Replaces parts of a formula, such as names by their numbers, or marks them; undefined leaves a part as it is. */
export type Dress = (part: Expression, inner: () => ReactNode) => ReactNode | undefined;

/** How a formula is set: its parts' dress, and whether every product has its sign. */
interface Setting {
  readonly dress: Dress;
  readonly dots: boolean;
}

const m = (tag: string, ...children: ReactNode[]): ReactNode => createElement(tag, null, ...children);
const operator = (text: string, form?: 'infix' | 'prefix'): ReactNode => createElement('mo', form && { form }, text);
const space = (width: string): ReactNode => createElement('mspace', { width });

const infix: Partial<Record<FunctionName, readonly [sign: string, rank: number]>> = {
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
function rank(part: Expression): number {
  if (part.kind !== 'call') return 6;
  return infix[part.fn]?.[1] ?? { select: 0, neg: 3, div: 4, pow: 5 }[part.fn as string] ?? 6;
}

const greek: Readonly<Record<string, string>> = {
  kappa: 'κ',
  rotation: 'φ',
  pi: 'π',
  sigma: 'σ',
  difference_step: 'h',
};

function name(text: string): ReactNode {
  return createElement('mi', { className: text.length > 1 && !greek[text] ? 'word' : undefined }, greek[text] ?? text);
}

const isSmallFraction = (part: Expression): boolean =>
  part.kind === 'call' && part.fn === 'div' && part.args.every(arg => arg.kind === 'number' && arg.value < 10);

/** Numbers before a letter, and letters beside letters, need no sign between them. */
function juxtaposed(left: Expression, right: Expression): boolean {
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

/** One formula part as MathML children. */
function mathOf(part: Expression, setting: Setting): ReactNode {
  const plain = (): ReactNode => undressed(part, setting);
  return setting.dress(part, plain) ?? plain();
}

function undressed(part: Expression, setting: Setting): ReactNode {
  const inner = (arg: Expression): ReactNode => mathOf(arg, setting);
  if (part.kind === 'number') return m('mn', String(part.value));
  if (part.kind === 'name') return name(part.name);
  const { fn, args } = part;
  const [a, b, c] = args as [Expression, Expression, Expression];
  const grouped = (arg: Expression, least: number): ReactNode => (rank(arg) < least ? fenced(inner(arg)) : inner(arg));
  const sign = infix[fn];
  if (sign) {
    const [text, own] = sign;
    const joined = fn === 'mul' && !setting.dots && juxtaposed(a, b);
    return m('mrow', grouped(a, own), joined ? space('0.17em') : operator(text), grouped(b, own + 1));
  }
  switch (fn) {
    case 'neg':
      return m('mrow', operator('−'), grouped(a, 4));
    case 'div':
      return m('mfrac', m('mrow', inner(a)), m('mrow', inner(b)));
    case 'pow':
      return m('msup', m('mrow', grouped(a, 6)), m('mrow', inner(b)));
    case 'sqrt':
      return m('msqrt', inner(a));
    case 'abs':
    case 'norm':
      return m('mrow', operator(fn === 'abs' ? '|' : '‖'), ...listed(args, inner), operator(fn === 'abs' ? '|' : '‖'));
    case 'select':
      return m('mrow', grouped(a, 1), operator('?'), inner(b), operator(':'), inner(c));
    case 'loss_along':
      return m(
        'mrow',
        name('f'),
        fenced(b.kind === 'number' ? inner(a) : m('mrow', inner(a), operator('+'), inner(b), name('eᵢ'))),
      );
    default:
      return m('mrow', createElement('mi', { className: 'function' }, fn), fenced(m('mrow', ...listed(args, inner))));
  }
}

const fenced = (content: ReactNode): ReactNode => m('mrow', operator('('), content, operator(')'));

const listed = (args: readonly Expression[], inner: (arg: Expression) => ReactNode): ReactNode[] =>
  args.flatMap((arg, i) => (i === 0 ? [inner(arg)] : [operator(','), inner(arg)]));

/** One piece of a formula that may stand on a line of its own: an operator, brackets that open and close here, a term. */
interface Piece {
  readonly sign: string;
  readonly open: string;
  readonly term: Expression;
  readonly close: string;
}

/** The terms of a sum, those of a sum in brackets at its end too. */
function piecesOf(expression: Expression): Piece[] {
  if (expression.kind !== 'call' || (expression.fn !== 'add' && expression.fn !== 'sub'))
    return [{ sign: '', open: '', term: expression, close: '' }];
  const [left, right] = expression.args as [Expression, Expression];
  const inner = piecesOf(right);
  const bracketed = inner.length > 1;
  const last = inner.length - 1;
  return [
    ...piecesOf(left),
    ...inner.map(({ sign, open, term, close }, i) => ({
      sign: i === 0 ? infix[expression.fn]![0] : sign,
      open: bracketed && i === 0 ? `(${open}` : open,
      term,
      close: bracketed && i === last ? `${close})` : close,
    })),
  ];
}

interface FormulaProps {
  readonly head?: ReactNode;
  readonly expression: Expression;
  readonly dress?: Dress;
  readonly dots?: boolean;
}

/** `head = formula` in maths type, breaking between the terms of a sum where the line is too short. */
export function Formula({ head, expression, dress = () => undefined, dots = false }: FormulaProps): ReactNode {
  return (
    <span className="formula">
      {head !== undefined && m('math', m('mrow', head, operator('=', 'infix')))}
      {piecesOf(expression).map(({ sign, open, term, close }, i) =>
        createElement(
          'math',
          { key: i },
          m(
            'mrow',
            sign && operator(sign, 'infix'),
            open && operator(open, 'prefix'),
            mathOf(term, { dress, dots }),
            close && createElement('mo', { form: 'postfix' }, close),
          ),
        ),
      )}
    </span>
  );
}

/** Marks the parts that are one of these formulas with the name of it, as a class. */
export function highlight(parts: Readonly<Record<string, Expression>>): Dress {
  return (part, inner) => {
    const found = Object.entries(parts).find(([, expression]) => sameExpression(expression, part));
    return found && createElement('mrow', { className: `part ${found[0]}`, 'data-part': found[0] }, inner());
  };
}

/** A word such as `velocity` or `w` as it stands in formulas. */
export const Name = ({ children }: { children: string }): ReactNode => name(children);
