import { expect, test } from 'vitest';
import { sameExpression, type Expression } from '../formula/expression.ts';
import { parseExpression } from '../formula/parse.ts';
import { surfaces } from '../surfaces/index.ts';
import { parseLoss } from '../surfaces/loss.ts';
import { infix, piecesOf, rank, widthOf, type Mark, type Piece } from './formulaPieces.ts';

const signs: Readonly<Record<string, string>> = { '−': '-', '·': '*', '≥': '>=', '≤': '<=', '≠': '!=' };

/** A part as text that parses. */
function text(part: Expression): string {
  if (part.kind !== 'call') return part.kind === 'number' ? String(part.value) : part.name;
  const grouped = (arg: Expression, least: number): string => (rank(arg) < least ? `(${text(arg)})` : text(arg));
  const [a, b, c] = part.args as [Expression, Expression, Expression];
  const sign = infix[part.fn];
  if (sign) return `${grouped(a, sign[1])} ${signs[sign[0]] ?? sign[0]} ${grouped(b, sign[1] + 1)}`;
  if (part.fn === 'neg') return `-${grouped(a, 4)}`;
  if (part.fn === 'div') return `((${text(a)})/(${text(b)}))`;
  if (part.fn === 'pow') return `${grouped(a, 6)}^(${text(b)})`;
  if (part.fn === 'select') return `((${text(a)}) ? (${text(b)}) : (${text(c)}))`;
  return `${part.fn}(${part.args.map(text).join(', ')})`;
}

function textOfMark(mark: Mark): string {
  if (mark.kind === 'factor') return `${text(mark.part)} `;
  if (mark.text === '|') return mark.kind === 'prefix' ? 'abs(' : ')';
  return `${signs[mark.text] ?? mark.text}${mark.power ? `^(${text(mark.power)})` : ''}`;
}

const textOf = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ before, term, after }) => before.map(textOfMark).join('') + text(term) + after.map(textOfMark).join(''))
    .join(' ');

const losses = surfaces.flatMap(surface => {
  const { definitions, loss } = parseLoss(surface);
  return [...definitions.map(({ expression }) => expression), loss];
});

test('the pieces of every formula of the catalogue say the same as the whole', () => {
  const others = ['abs(x + y)(x - 12345678 y) - (1234 x + 5678 y)^(x + 3)', '-(12345 x + y - 67890)(x - 1234567)'];
  for (const expression of [...losses, ...others.map(formula => parseExpression(formula))]) {
    const spelled = textOf(piecesOf(expression));
    expect(sameExpression(parseExpression(spelled), parseExpression(text(expression))), spelled).toBe(true);
  }
});

test('no piece is wider than a column, fractions, roots and choices aside', () => {
  for (const { before, term, after } of losses.flatMap(loss => piecesOf(loss))) {
    if (/\/|sqrt|\?/.test(text(term))) continue;
    const marks = [...before, ...after].map(mark =>
      mark.kind === 'factor' ? widthOf(mark.part) : mark.text.length / 2,
    );
    expect(
      marks.reduce((sum, width) => sum + width, widthOf(term)),
      text(term),
    ).toBeLessThan(13);
  }
});

test('what is marked stays in one piece, and a short formula too', () => {
  const sum = parseExpression('w + (momentum * velocity_of_the_step - learning_rate * g_of_the_step)');
  const kept = parseExpression('momentum * velocity_of_the_step');
  const whole = piecesOf(sum, { keepsWhole: part => sameExpression(part, kept) }).map(({ term }) => text(term));
  expect(whole).toContain('momentum * velocity_of_the_step');
  expect(piecesOf(parseExpression('-cos(x) cos(y)'))).toHaveLength(1);
});
