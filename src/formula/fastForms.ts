import type { PrimitiveName } from './functions.ts';

/** Statements that compute `name` from the spellings of the arguments. */
type Form = (name: string, ...args: string[]) => readonly string[];

/** Horner's rule over z, from the constant up. */
const polynomial = (z: string, coefficients: readonly number[]): string =>
  coefficients.reduceRight((sum, c) => (sum === '' ? `${c}` : `(${sum}) * ${z} + ${c}`), '');

/** sin 2πv = v · (1 − 4v²) · Q(v²) for |v| ≤ ½, Q to 4e-13 of itself (Chebyshev's fit): the zeros are exact. */
const WAVE = [
  6.283185307178341, -16.20896101104382, 16.769405175740296, -9.628237116988846, 3.545711510524866, -0.9114557955068548,
  0.1720914530955138, -0.022542945991774036,
];

/**
 * sin(x + shift·2π) by the share of a turn that is over the nearest full one. There is no branch; far out (1e9 and more) the turns
 * swallow the digits, as they do in float32, and the result stays bounded.
 */
const wave =
  (shift: number): Form =>
  (name, x) => {
    const [y, v, z] = ['y', 'v', 'z'].map(letter => name + letter);
    return [
      `const ${y} = ${x} * ${1 / (2 * Math.PI)}${shift === 0 ? '' : ` + ${shift}`};`,
      `const ${v} = ${y} - Math.floor(${y} + 0.5);`,
      `const ${z} = ${v} * ${v};`,
      `const ${name} = ${v} * (1 - 4 * ${z}) * (${polynomial(z!, WAVE)});`,
    ];
  };

/**
 * Faster forms than the exact versions (elementary.ts), where a picture's digits are enough; the same doubles in every engine. Those
 * functions that have none are called.
 */
export const fastForms: Partial<Record<PrimitiveName, Form>> = {
  sin: wave(0),
  cos: wave(0.25),
  pow: (name, x, y) => [`const ${name} = math.fastPow(${x}, ${y});`],
};
