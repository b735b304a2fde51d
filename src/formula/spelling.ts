import { callable } from './functions.ts';
import { tokens, type Token } from './tokens.ts';

const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'number' || token.kind === 'name' || token.text === ')');
const isLoose = ({ text }: Token): boolean => /^([<>=!]=|[<>=?:])$/.test(text);

/** `.5` and `2.` with the zeros that they leave out, or none: a point between two letters means a product in links. */
const digits = (text: string): string => text.replace(/^\./, '0.').replace(/\.(?=$|e)/i, '');

/** What two factors that stand side by side need between them to stay two. */
function between(before: Token, after: Token, earlier: Token | undefined, gap: string): string {
  if (before.kind === 'name' && Object.hasOwn(callable, before.text)) return '';
  if (before.text === ')' || after.text === '(') return before.text === ')' && after.kind === 'name' ? gap : '';
  if (before.kind === 'number' && after.kind === 'name' && !/^e/i.test(after.text) && earlier?.text !== '^') return '';
  return gap || ' ';
}

/** One line of a formula in its usual spelling: `x^4-2 x²+a x y` is `x^4 - 2x^2 + a x y`. Throws FormulaError at a character that no formula has. */
export function spelled(text: string): string {
  let line = '';
  const list = tokens(text).slice(0, -1);
  list.forEach((token, i) => {
    const [before, earlier] = [list[i - 1], list[i - 2]];
    const own = token.kind === 'number' ? digits(token.text) : token.text;
    const isSum = (token.text === '+' || token.text === '-') && endsOperand(before);
    if (isSum || isLoose(token)) line += ` ${own} `;
    else if (token.text === ',') line += ', ';
    else if (before && endsOperand(before) && (endsOperand(token) || token.text === '(') && token.text !== ')')
      line += between(before, token, earlier, ' ') + own;
    else line += own;
  });
  return line;
}

/** The same line without a space or a sign that links escape: `x**4-2x**2+a.x.y`, where a point is a product. */
export function spelledForLink(text: string): string {
  return spelled(text)
    .replace(/ ?([-+*/<>=!?:,]+) /g, '$1')
    .replaceAll(' ', '.')
    .replaceAll('^', '**');
}

/** Reads such a spelling; any other text goes through as it is. */
export function fromLink(text: string): string {
  let operand = false;
  return text.replace(
    /\*\*|\.(?!\d)|\.|\d+(?:\.\d+)?(?:e[-+]?\d+)?|[A-Za-z\u0391-\u03c9][\w\u0391-\u03c9]*|[^]/gi,
    part => {
      const product = part === '.' && operand;
      operand = /^[\w\u0391-\u03c9)]/.test(part);
      return product ? ' ' : part === '**' ? '^' : part;
    },
  );
}
