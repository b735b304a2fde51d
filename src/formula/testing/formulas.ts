import fc, { type Arbitrary } from 'fast-check';

const atoms = fc.constantFrom(
  'x',
  'y',
  'a',
  'beta',
  'e1',
  'e',
  'pi',
  '1',
  '2',
  '0.5',
  '.25',
  '3.',
  '1e-3',
  '2E2',
  '20',
  '½',
);
const spaces = fc.constantFrom('', ' ');

/** Valid formulas of all kinds, spaced at will, over x, y and some other names. */
export const formulas: Arbitrary<string> = fc.letrec<{ formula: string }>(tie => {
  const inner = tie('formula');
  const infix = fc.constantFrom('+', '-', '*', '/', '^');
  const compared = fc.constantFrom('<', '<=', '>', '>=', '==', '!=', '≤');
  const unary = fc.constantFrom('sin', 'cos', 'exp', 'log', 'sqrt', 'abs', 'tanh', 'floor', 'f32', 'sign');
  return {
    formula: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      atoms,
      fc.tuple(inner, spaces, infix, spaces, inner).map(([a, s, sign, t, b]) => `(${a}${s}${sign}${t}${b})`),
      fc.tuple(inner, infix, inner).map(([a, sign, b]) => `(${a})${sign}(${b})`),
      fc.tuple(atoms, spaces, infix, atoms).map(([a, s, sign, b]) => `${a}${s}${sign}${b}`),
      fc.tuple(unary, spaces, inner).map(([fn, s, a]) => `${fn}${s}(${a})`),
      fc.tuple(inner, inner).map(([a, b]) => `max(${a},${b})`),
      fc.tuple(inner, inner).map(([a, b]) => `(${a})(${b})`),
      fc.tuple(inner, compared, inner, inner).map(([a, sign, b, c]) => `((${a}) ${sign} ${b}?${b}:${c})`),
      inner.map(a => `-${a}`),
      inner.map(a => `(${a})²`),
    ),
  };
}).formula;
