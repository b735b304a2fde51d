import { expect, test } from 'vitest';
import { buildNumber } from './build.ts';
import { FormulaError } from './expression.ts';
import { createGraph } from './graph.ts';
import { parseExpression } from './parse.ts';

const names = new Set(['x', 'y']);
const SLOWEST_MS = 50;

const objects = ['globalThis', 'window', 'self', 'document', 'process', 'this', 'x', 'Math', 'Object', 'sin'];
const members = ['constructor', '__proto__', 'prototype', 'constructor.constructor("x")()', 'toString'];
const calls = ['eval', 'Function', 'require', 'import', 'fetch', 'alert', 'setTimeout', 'constructor', 'toString'];
const words = ['new', 'delete', 'typeof', 'void', 'yield', 'await', 'function', 'class', 'return', 'var', 'in', 'of'];
const inherited = Object.getOwnPropertyNames(Object.prototype);
const around = (inner: string, ...pairs: string[]): string[] => pairs.map(pair => pair.replace('…', inner));
const deep = (open: string, inner: string, close: string): string[] =>
  [150, 600, 10_000].map(depth => open.repeat(depth) + inner + close.repeat(depth));

const invisible = [0x00, 0x01, 0x07, 0x08, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x061c, 0x180e]
  .concat([0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067])
  .concat([0x2069, 0x3000, 0xd800, 0xdfff, 0xfe0f, 0xfeff, 0xfff9, 0xffff, 0xe0041])
  .map(code => String.fromCodePoint(code));
/** Cyrillic, Greek, fullwidth, mathematical and accented look-alikes of x, y, sin( and digits. */
const lookAlikes = ['х', 'у', 'χ', 'γ', 'ｘ', '𝑥', '𝐱', 'ⅹ', 'x́', 'ѕin(x)', 'sín(x)', 'ｓin(x)', '１', '٣', '²', 'x⁄y'];

const hostile: readonly string[] = [
  objects.flatMap(object => members.flatMap(member => [`${object}.${member}`, `${object}["${member}"]`])),
  calls.flatMap(call => around(call, '…(x)', '…()', '…("1")', '…`1`', 'new …(x)', 'x.…(y)')),
  words.flatMap(word => around(word, '… x', 'x … y')),
  inherited.flatMap(name => around(name, '…', '… + x', 'sin(…)')),
  ['prototype', 'arguments', 'eval', 'undefined', 'null', 'true', 'NaN', 'Infinity', 'globalThis', 'z', 'x1', 'X'],
  ['x[0]', 'x[y]', '[x, y]', '{x}', '{x: y}', 'x?.y', 'x ?? y', '...x', 'x.y', '(x).y', 'x[`y`]'],
  ["'x'", '"x"', '`x`', '`${x}`', '${x}', "x'", 'x"', "''", "x + '", '\\', 'x\\y', '\\x78', '\\u0078', '\\u{78}'],
  ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '&lt;', '<!-- x', 'x -->', '</p>', '&#120;', '%78'],
  [
    'x // y',
    '/* x */ y',
    'x /* y',
    '# x',
    'x; y',
    ';',
    'x;',
    "'; DROP TABLE runs; --",
    '$(x)',
    '$x',
    '@x',
    '~x',
    '|x|',
  ],
  [
    'x = y',
    'x := y',
    'x += y',
    'x =',
    '= x',
    'x => y',
    '() => x',
    '(x) => {y}',
    'x++',
    '++',
    'x *** y',
    'x **',
    'x*',
    '*x',
  ],
  ['x && y', 'x || y', '!x', 'x & y', 'x | y', 'x === y', 'x !== y', 'x << y', 'x >> y', 'x >>> y', 'x % y', 'x <> y'],
  ['1e999', '1e39', '9'.repeat(400), '1..2', '1.2.3', '1 2', '0x1F', '0b11', '0o7', '1_000', '1n', '1e+', '.', '1e1.5'],
  ['x y z', 'xyz', 'a b', 'xsin(y)', 'x(y)', 'y (x)', 'pi(x)', 'e(x)', 'sin', 'sin x', 'sin.x', 'sin[x]', 'sin()(x)'],
  [
    '(',
    ')',
    '()',
    ')(',
    '(x',
    'x)',
    '((x)',
    '(x))',
    'sin(',
    'sin(x',
    'sin(x,',
    'sin(,x)',
    'sin(x,)',
    'min(x)',
    '(x, y)',
  ],
  ['', ' ', '\t', ' \t '.repeat(300), ',', 'x,', '?', ':', 'x ?', 'x ? y', 'x ? y :', 'x : y', '? x : y', 'x ? : y'],
  [
    'x < y < x',
    'x == y == x',
    'x ≤ y ≤ 1',
    '<',
    'x <',
    '^',
    'x^',
    '^x',
    'x^^y',
    '-',
    '+',
    '--',
    'x -',
    '/',
    'x ÷',
    '²x',
  ],
  invisible.flatMap(character => [`x${character}y`, character]),
  lookAlikes,
  ['mod(x)', 'fma(x, y)', 'fma(x, y, 1, 2)', 'f32()', 'f32(x, y)', 'F32(x)', 'matmul(x)', 'matmul x', 'matmul(,)'],
  ['transpose()', 'transpose(x, y)', 'x.transpose()', 'outer(x)', 'outer[x, y]', 'zeros()', 'zeros(x, y)', 'zeros'],
  [
    'sum_along(x)',
    'norm_along(x, 0, 1)',
    'mean_along(x, axis=0)',
    'global_norm()',
    'global_norm(x, y)',
    'globalnorm(x)',
  ],
  ['all_finite()', 'all_finite(x, y)', 'replica_sum()', 'replica_mean(x, y)', 'replica_mean', 'w.T', 'x @ y'],
  deep('(', 'x', ')'),
  deep('-', 'x', ''),
  deep('x^', 'x', ''),
  deep('x?', 'x', ':y'),
  deep('x?y:', 'x', ''),
  deep('sin(', 'x', ')'),
  deep('(', '', ''),
  ['x', 'x+', '1', '(', ' ', '²', '½', '\0', '𝑥'].map(text => text.repeat(100_000)),
  [
    'x'.repeat(1999),
    `x${'²'.repeat(1999)}`,
    '½'.repeat(1999),
    '½x'.repeat(999),
    `(${'½'.repeat(499)})${'x½'.repeat(499)}`,
  ],
].flat();

/** What is wrong with the way in which a text is refused; undefined if nothing is. */
function complaint(text: string): string | undefined {
  try {
    parseExpression(text, names);
  } catch (error) {
    if (!(error instanceof FormulaError)) return `threw ${String(error)}`;
    if (!/^\S.*[.?]$/u.test(error.message)) return `says “${error.message}”, which is no sentence`;
    if (/[\p{C}\u2028\u2029]/u.test(error.message)) return `repeats an invisible character in its sentence`;
    if (error.message.length > 300) return `says ${error.message.length} characters`;
    if (!(Number.isInteger(error.at) && error.at >= 0 && error.at <= text.length)) return `points at ${error.at}`;
    return undefined;
  }
  return 'was accepted';
}

const named = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

test('there are at least 200 hostile texts, no two alike', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(200);
  expect(hostile.filter((text, i) => hostile.indexOf(text) !== i)).toEqual([]);
});

test('each is refused with a sentence and a position inside the text', () => {
  const complaints = hostile.flatMap(text => {
    const wrong = complaint(text);
    return wrong ? `${named(text)} ${wrong}` : [];
  });
  expect(complaints).toEqual([]);
});

test(`each is refused within ${SLOWEST_MS} ms`, () => {
  // The quickest of three: the time of the parser, not of a collection of garbage or of a neighbour's process.
  const time = (text: string): number => {
    const start = performance.now();
    complaint(text);
    return performance.now() - start;
  };
  const slow = hostile.filter(text => Math.min(time(text), time(text), time(text)) > SLOWEST_MS);
  expect(slow.map(named)).toEqual([]);
});

test('functions of arrays, variables and replicas are refused where there are only numbers', () => {
  const graph = createGraph('float32');
  const environment = new Map(['x', 'y'].map(name => [name, graph.input(name)]));
  const wrong = [
    'matmul(x, y)',
    'transpose(x)',
    'outer(x, y)',
    'sum_along(outer(x, y), 2)',
    'sum(transpose(y))',
  ].concat(
    ['norm_along(outer(x, y), x)', 'mean_along(outer(x, y), 0.5)', 'outer(x, y) + outer(x, y)'],
    ['global_norm(x)', 'all_finite(x)', 'replica_sum(x)', 'replica_mean(x)', 'global_norm(2 x)', 'all_finite(0)'],
  );
  for (const text of wrong)
    expect(() => buildNumber(graph, parseExpression(text, names), environment), text).toThrow(FormulaError);
});

test('names of JavaScript’s objects are refused even where any name may be read', () => {
  for (const name of [...inherited, 'prototype', 'arguments', 'eval'])
    expect(() => parseExpression(name), name).toThrow(FormulaError);
});
