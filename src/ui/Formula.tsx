import { createElement, type ReactNode } from 'react';
import { sameExpression, type Expression } from '../formula/expression.ts';
import { digitsOf, greek, infix, juxtaposed, piecesOf, rank, type Mark } from './formulaPieces.ts';

/** Replaces parts of a formula, such as names by their numbers, or marks them; undefined leaves a part as it is. */
export type Dress = (part: Expression, inner: () => ReactNode) => ReactNode | undefined;

const BESIDE = '0.17em'; // between two factors without a sign

/** How a formula is set: its parts' dress, and whether every product has its sign. */
interface Setting {
  readonly dress: Dress;
  readonly dots: boolean;
}

const m = (tag: string, ...children: ReactNode[]): ReactNode => createElement(tag, null, ...children);
const operator = (text: string, form?: 'infix' | 'prefix'): ReactNode => createElement('mo', form && { form }, text);
const space = (width: string): ReactNode => createElement('mspace', { width });

function name(text: string): ReactNode {
  if (text.startsWith('∇')) return m('mrow', operator('∇', 'prefix'), name(text.slice(1)));
  return createElement('mi', { className: text.length > 1 && !greek[text] ? 'word' : undefined }, greek[text] ?? text);
}

/** A number; of a long one the first digits, and all under the pointer. */
function numeral(value: number): ReactNode {
  const digits = digitsOf(value);
  const all = String(value).replaceAll('-', '−');
  return createElement('mn', { title: digits === all ? undefined : all }, digits);
}

/** One formula part as MathML children. */
function mathOf(part: Expression, setting: Setting): ReactNode {
  const plain = (): ReactNode => undressed(part, setting);
  return setting.dress(part, plain) ?? plain();
}

function undressed(part: Expression, setting: Setting): ReactNode {
  const inner = (arg: Expression): ReactNode => mathOf(arg, setting);
  if (part.kind === 'number') return numeral(part.value);
  if (part.kind === 'name') return name(part.name);
  const { fn, args } = part;
  const [a, b, c] = args as [Expression, Expression, Expression];
  const grouped = (arg: Expression, least: number): ReactNode => (rank(arg) < least ? fenced(inner(arg)) : inner(arg));
  const sign = infix[fn];
  if (sign) {
    const [text, own] = sign;
    const joined = fn === 'mul' && !setting.dots && juxtaposed(a, b);
    return m('mrow', grouped(a, own), joined ? space(BESIDE) : operator(text, 'infix'), grouped(b, own + 1));
  }
  switch (fn) {
    case 'neg':
      return m('mrow', operator('−', 'prefix'), grouped(a, 3));
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
        fenced(
          b.kind === 'number'
            ? inner(a)
            : m('mrow', inner(a), operator('+', 'infix'), inner(b), space('0.1em'), m('msub', name('e'), name('i'))),
        ),
      );
    default:
      return m('mrow', createElement('mi', { className: 'function' }, fn), fenced(m('mrow', ...listed(args, inner))));
  }
}

const fenced = (content: ReactNode): ReactNode => m('mrow', operator('('), content, operator(')'));

const listed = (args: readonly Expression[], inner: (arg: Expression) => ReactNode): ReactNode[] =>
  args.flatMap((arg, i) => (i === 0 ? [inner(arg)] : [operator(','), inner(arg)]));

/** Brackets of different pieces stay as they are, however high the pieces are between them. */
function markOf(mark: Mark, setting: Setting): ReactNode {
  if (mark.kind === 'factor') return m('mrow', mathOf(mark.part, setting), space(BESIDE));
  const { kind, text, power } = mark;
  if (kind === 'function') return createElement('mi', { className: 'function' }, text);
  const sign = createElement('mo', { form: kind, stretchy: 'false' }, text);
  return power ? m('msup', sign, m('mrow', mathOf(power, setting))) : sign;
}

interface FormulaProps {
  readonly head?: ReactNode;
  readonly expression: Expression;
  readonly dress?: Dress;
  readonly dots?: boolean;
}

/** `head = formula` in maths type, breaking where the line is too short. */
export function Formula({ head, expression, dress = () => undefined, dots = false }: FormulaProps): ReactNode {
  const setting = { dress, dots };
  const pieces = piecesOf(expression, { keepsWhole: part => dress(part, () => null) !== undefined, dots });
  return (
    <span className="formula">
      {head !== undefined && m('math', m('mrow', head, operator('=', 'infix')))}
      {pieces.map(({ before, term, after }, i) =>
        createElement(
          'math',
          { key: i },
          m(
            'mrow',
            ...before.map(mark => markOf(mark, setting)),
            mathOf(term, setting),
            ...after.map(mark => markOf(mark, setting)),
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
