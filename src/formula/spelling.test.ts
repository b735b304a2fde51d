import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surfaces } from '../surfaces/index.ts';
import { sameExpression } from './expression.ts';
import { parseAssignment, parseExpression } from './parse.ts';
import { fromLink, spelled, spelledForLink } from './spelling.ts';
import { formulas } from './testing/formulas.ts';

const cases: [typed: string, usual: string, link: string][] = [
  ['x^4-2 x²+20 y^2+a x y', 'x^4 - 2x^2 + 20y^2 + a x y', 'x**4-2x**2+20y**2+a.x.y'],
  ['x**2 * y ** -1', 'x^2*y^-1', 'x**2*y**-1'],
  ['.5*x', '0.5*x', '0.5*x'],
  ['2.*x', '2*x', '2*x'],
  ['a 2', 'a 2', 'a.2'],
  ['2 e', '2 e', '2.e'],
  ['2 e3', '2 e3', '2.e3'],
  ['2e3 x', '2e3x', '2e3x'],
  ['x^2 y', 'x^2 y', 'x**2.y'],
  ['(x+1)(y-1)x', '(x + 1)(y - 1) x', '(x+1)(y-1).x'],
  ['-x*-y', '-x*-y', '-x*-y'],
  ['x - -2', 'x - -2', 'x--2'],
  ['x<1?min( x,y ):2', 'x < 1 ? min(x, y) : 2', 'x<1?min(x,y):2'],
  ['½ sin (x)', '(1/2) sin(x)', '(1/2).sin(x)'],
];

test.each(cases)('%s', (typed, usual, link) => {
  expect(spelled(typed)).toBe(usual);
  expect(spelledForLink(typed)).toBe(link);
  expect(spelled(fromLink(link))).toBe(usual);
});

test('what a person writes into a link by hand is read as it is', () => {
  for (const text of ['x^2 + .5 y', '.5x', 'x+.5', '(.5)', 'x * 2.5e3'])
    expect(spelled(fromLink(text))).toBe(spelled(text));
});

test('every line of the catalogue, and any formula, is the same after both spellings', () => {
  for (const { formula } of surfaces)
    formula.forEach((line, i) => {
      const read = (text: string) =>
        i < formula.length - 1 ? parseAssignment(text).expression : parseExpression(text);
      expect(sameExpression(read(spelled(line)), read(line)), line).toBe(true);
      expect(spelled(fromLink(spelledForLink(line)))).toBe(spelled(line));
    });
  fc.assert(
    fc.property(formulas, text => {
      expect(sameExpression(parseExpression(spelled(text)), parseExpression(text)), spelled(text)).toBe(true);
      expect(spelled(spelled(text))).toBe(spelled(text));
      expect(spelled(fromLink(spelledForLink(text)))).toBe(spelled(text));
    }),
    { numRuns: 400, seed: 3 },
  );
});
