import type { PrimitiveName } from './functions.ts';

/** Statements that compute `name` from the spellings of the arguments. */
type Form = (name: string, ...args: string[]) => readonly string[];

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** Horner's rule over z, from the constant up. */
const polynomial = (z: string, coefficients: readonly number[]): string =>
  coefficients.reduceRight((sum, c) => (sum === '' ? `${c}` : `(${sum}) * ${z} + ${c}`), '');

const SIN = Array.from({ length: 8 }, (_, i) => (i % 2 ? -1 : 1) / factorial(2 * i + 1)); // to 6e-12 on |r| ≤ π/2
const PI_HIGH = 3.14159265346825122833; // the leading 33 bits of π: n · PI_HIGH is exact for |n| < 2^20
const PI_LOW = 1.2154201256553420763e-10;
const NEAR = 1e6; // beyond it the exact function is called

/** sin(x + shift·π) = (−1)^n sin r, r = x − (n − shift)·π; shift is 0, or ½ for the cosine. */
const wave =
  (fn: 'sin' | 'cos', shift: number): Form =>
  (name, x) => {
    const [n, r, z, h] = ['q', 'r', 'z', 'h'].map(letter => `${name}${letter}`);
    const turns = shift === 0 ? n : `(${n} - ${shift})`;
    return [
      `const ${n} = Math.floor(${x} * ${1 / Math.PI} + ${0.5 + shift});`,
      `const ${r} = ${x} - ${turns} * ${PI_HIGH} - ${turns} * ${PI_LOW};`,
      `const ${z} = ${r} * ${r};`,
      `const ${h} = ${n} * 0.5;`,
      `const ${name} = Math.abs(${x}) < ${NEAR} ? ${r} * (1 - 4 * (${h} - Math.floor(${h}))) * (${polynomial(z!, SIN)}) : math.${fn}(${x});`,
    ];
  };

/**
 * Forms that a compiler can mix with the code round them, for the functions whose exact versions (elementary.ts) are calls; the
 * same doubles in every engine. Those that have none are called.
 */
export const fastForms: Partial<Record<PrimitiveName, Form>> = {
  sin: wave('sin', 0),
  cos: wave('cos', 0.5),
};
