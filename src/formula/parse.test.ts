import { describe, expect, test } from 'vitest';
import { buildNumber } from './build.ts';
import { createEvaluator } from './evaluate.ts';
import { FormulaError } from './expression.ts';
import { createGraph, type Node } from './graph.ts';
import { parseAssignment, parseExpression } from './parse.ts';

const point = { x: 3, y: 5 };
const names = new Set(Object.keys(point));

const graph = createGraph('float64');
const environment = new Map([...names].map(name => [name, graph.input(name)]));
/** Nodes are hash-consed: two formulas with the same operations in the same order are the same node. */
const node = (text: string): Node => buildNumber(graph, parseExpression(text, names), environment);
const value = (text: string): number => createEvaluator([node(text)], 'float64').run(point, 1)[0]![0]!;

function errorOf(read: () => unknown): FormulaError {
  try {
    read();
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('Expected a FormulaError, but this was read.');
}

describe('the value at x = 3, y = 5', () => {
  test.each<[formula: string, expected: number]>([
    // Juxtaposition multiplies and binds like *, left to right.
    ['1/2 x', 1.5],
    ['x/y x', (3 / 5) * 3],
    ['x y', 15],
    ['x\ty', 15],
    ['2x^2', 18],
    ['x^2y', 45],
    ['2^3 x', 24],
    ['x 2', 6],
    ['6/2(1 + 2)', 9],
    ['(1 + 2)(3 + 4)', 21],
    ['(x)2', 6],
    ['(x)y', 15],
    ['2 sqrt(9) x', 18],
    ['min(x, y) max(x, y)', 15],
    ['-x y', -15],
    // Powers to the right, tighter than a sign.
    ['-x^2', -9],
    ['(-x)^2', 9],
    ['2^3^2', 512],
    ['(2^3)^2', 64],
    ['2^-1', 0.5],
    ['2^-x^2', 2 ** -9],
    ['2*-x', -6],
    ['--x', 3],
    ['+x', 3],
    ['x--y', 8],
    ['2 -x', -1],
    // The usual order, to the left.
    ['x - y - 1', -3],
    ['x/y/2', 0.3],
    ['1 + 2 x', 7],
    ['8/2*4', 16],
    // Comparisons are 1 or 0, looser than +; a ? b : c is loosest, and to the right.
    ['1 + 2 < 4', 1],
    ['x + 1 > y', 0],
    ['(x > 2) + (y > 2)', 2],
    ['x == 3', 1],
    ['x != 3', 0],
    ['x <= 3', 1],
    ['x >= y', 0],
    ['x < y ? 7 : 8', 7],
    ['x > y ? 7 : 8', 8],
    ['x < 0 ? 1 : y < 0 ? 2 : 3', 3],
    ['x < y ? y < x ? 1 : 2 : 3', 2],
    ['1 + 0 ? 2 : 3', 2],
    ['0 + (1 ? 2 : 3)', 2],
    // Numbers and constants.
    ['2e3', 2000],
    ['2E-1', 0.2],
    ['2e', 2 * Math.E],
    ['2 e 3', 2 * Math.E * 3],
    ['.5 + 5.', 5.5],
    ['2 pi x', 2 * Math.PI * 3],
    ['3.4028235e38', 3.4028235e38],
    // Signs from books.
    ['2π', 2 * Math.PI],
    ['x² + y³', 134],
    ['½ x', 1.5],
    ['x·y − x×y ÷ 5', 12],
    ['x ≤ y', 1],
    ['x ≥ y', 0],
    ['x ≠ y', 1],
    // The power of other languages.
    ['x**2 + y**3', 134],
    ['-x**2', -9],
    ['2**3**2', 512],
    ['2**-x^2', 2 ** -9],
    // Functions of several arguments.
    ['clamp(y, 0, 4) + pow(x, 2)', 13],
    ['norm(x, 4) + sum(x, y, 1) + mean(x, y)', 18],
  ])('%s is %d', (formula, expected) => expect(value(formula)).toBe(expected));
});

test.each([
  ['x y/2 y', '((x*y)/2)*y'],
  ['2 x y', '(2*x)*y'],
  ['x*y x', '(x*y)*x'],
  ['x + y + x', '(x + y) + x'],
  ['x - y + x', '(x - y) + x'],
  ['x*y*x/y', '((x*y)*x)/y'],
])('%s rounds in the order of %s', (formula, grouped) => expect(node(formula)).toBe(node(grouped)));

test('whole exponents up to 8 multiply from left to right, all others are powers', () => {
  for (let n = 1; n <= 8; n++) expect(node(`x^${n}`)).toBe(node(Array(n).fill('x').join('*')));
  expect(node('pow(x, 3)')).toBe(node('x*x*x'));
  expect(node('(x + y)^2')).toBe(node('(x + y)*(x + y)'));
  expect(node('x**3')).toBe(node('x^3'));
  for (const power of ['x^9', 'x^0', 'x^-2', 'x^2.5', 'x^y']) expect(node(power).op).toBe('pow');
  expect(value('x^9')).toBe(19683);
  expect(value('x^-2')).toBeCloseTo(1 / 9, 15);
});

describe('what is wrong, where, and what was expected', () => {
  test.each<[formula: string, at: number, sentence: RegExp]>([
    ['xy', 0, /“xy” is unknown.*x\*y/],
    ['x + yx', 4, /y\*x/],
    ['x + z', 4, /“z” is unknown.*x, y/],
    ['x(2)', 0, /not a function.*x\*\(…\)/],
    ['2 y (x)', 2, /not a function.*y\*\(…\)/],
    ['pi(x)', 0, /not a function.*pi\*\(…\)/],
    ['x + e(2)', 4, /not a function.*e\*\(…\)/],
    ['sine(x)', 0, /not a function.*sin/],
    ['SIN(x)', 0, /Did you mean sin\?/],
    ['sine(x)', 0, /such as sin or sign\.$/],
    ['ln(x)', 0, /Write ln\(x\) as log\(x\)\.$/],
    ['cosh(y)', 0, /Write cosh\(x\) as \(exp\(x\) \+ exp\(-x\)\)\/2\.$/],
    ['frobnicate(x)', 0, /such as sin, cos, exp, log, sqrt, abs, min and max\.$/],
    ['sin x', 4, /“\(” after sin/],
    ['constructor', 0, /“constructor”/],
    ['(x', 2, /“\)” instead of the end/],
    ['(x + 2 ?', 8, /number, a name or “\(”/],
    ['x)', 1, /an operator or the end instead of “\)”/],
    ['x, y', 1, /an operator or the end/],
    ['', 0, /number, a name or “\(” instead of the end/],
    ['x +', 3, /number, a name or “\(” instead of the end/],
    ['x * / y', 4, /instead of “\/”/],
    ['x 2 3', 4, /Two numbers.*“\*”/],
    ['1..2', 2, /Two numbers/],
    ['x < y < 2', 6, /chained/],
    ['x = 2', 2, /“==”/],
    ['x ? 1', 5, /“:”/],
    ['min(x)', 5, /min takes 2 arguments.*Received: 1/],
    ['sin(x, y)', 8, /sin takes 1 argument\..*Received: 2/],
    ['norm()', 5, /number, a name or “\(”/],
    ['2 + 1e39', 4, /too large/],
    ['x # y', 2, /“#” can’t stand/],
    ['|x| + y', 0, /Write \|x\| as abs\(x\)\.$/],
    ['2[x + y]', 1, /Brackets are round/],
    ['x * * y', 4, /instead of “\*”/],
    ['x***y', 3, /instead of “\*”/],
    ['x\ny', 1, /U\+000a/],
    ['x\u202ey', 1, /U\+202e/],
    ['½ z', 2, /“z”/],
  ])('%j at %d: %s', (formula, at, sentence) => {
    const error = errorOf(() => parseExpression(formula, names));
    expect(error.message).toMatch(sentence);
    expect(error.at).toBe(at);
  });
});

describe('a line `name = formula`', () => {
  test('gives the name and the formula', () => {
    const line = parseAssignment('u = x + y', names, 7);
    expect([line.name, line.at, line.expression.at]).toEqual(['u', 7, 13]);
  });

  test.each<[line: string, at: number, sentence: RegExp]>([
    ['sin = 2', 100, /“sin” can’t be written to/],
    ['pi = 3', 100, /“pi” can’t be written to/],
    ['toString = 3', 100, /“toString” can’t be written to/],
    ['2 = x', 100, /the name that this line writes/],
    ['u x', 102, /“=”/],
    ['u = q', 104, /“q” is unknown/],
    ['u = x x = y', 108, /“=” can’t stand here/],
  ])('%j at %d: %s', (line, at, sentence) => {
    const error = errorOf(() => parseAssignment(line, names, 100));
    expect(error.message).toMatch(sentence);
    expect(error.at).toBe(at);
  });
});
