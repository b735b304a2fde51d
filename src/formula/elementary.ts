/**
 * exp, log, sin, … from + − × ÷, sqrt and bit patterns only, so that every engine returns the same double
 * (Math.sin and its kin differ between engines in the last bit). Each is within a few units in the last place of a double;
 * rounded to float32 that is the nearest float32 in all but about one of 10^7 arguments.
 */

export { float16 } from './float16.ts';
export { shuffled, uniform } from './random.ts';

const LN2_HIGH = 6.9314718036912381649e-1; // the leading 33 bits of ln 2: k·LN2_HIGH is exact for |k| < 2^20
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.4426950408889634;
const SQRT_2 = 1.4142135623730951;

/** 2^k for −1074 ≤ k ≤ 1023, by exact doubling and halving. */
const powersOfTwo = (() => {
  const table = new Float64Array(1074 + 1024);
  table[1074] = 1;
  for (let k = 1; k <= 1023; k++) table[1074 + k] = table[1073 + k]! * 2;
  for (let k = 1; k <= 1074; k++) table[1074 - k] = table[1075 - k]! / 2;
  return table;
})();

/** m·2^k in two exact factors, so that neither overflows before the product does. */
function scale(m: number, k: number): number {
  const half = k >> 1;
  return m * powersOfTwo[1074 + half]! * powersOfTwo[1074 + k - half]!;
}

const bits = new Uint32Array(2);
const double = new Float64Array(bits.buffer);
const HIGH = (() => {
  double[0] = 1;
  return bits[1] === 0 ? 0 : 1;
})();

/** Horner's rule; coefficients from the highest power down. */
function polynomial(x: number, coefficients: Float64Array): number {
  let sum = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** The series of e^r − 1 − r over r², r⁰ … r¹¹: complete to 2^−58 for |r| ≤ ln 2 / 2. */
const EXP_TAIL = Float64Array.from({ length: 12 }, (_, i) => 1 / factorial(13 - i));
const SIN_TAIL = Float64Array.from({ length: 8 }, (_, i) => (i % 2 ? -1 : 1) / factorial(17 - 2 * i));
const COS_TAIL = Float64Array.from({ length: 8 }, (_, i) => (i % 2 ? -1 : 1) / factorial(16 - 2 * i));
const LOG_TAIL = Float64Array.from({ length: 12 }, (_, i) => 2 / (25 - 2 * i));
const ATAN_TAIL = Float64Array.from({ length: 13 }, (_, i) => (i % 2 ? 1 : -1) / (27 - 2 * i));

/** e^(high + low), where low is a correction of high's last bits. */
function expOf(high: number, low: number): number {
  if (high !== high) return NaN;
  if (high > 710) return Infinity;
  if (high < -746) return 0;
  const k = Math.floor(high * LOG2_E + 0.5);
  const r = high - k * LN2_HIGH - k * LN2_LOW + low;
  return scale(1 + (r + r * r * polynomial(r, EXP_TAIL)), k);
}

/** e^x. */
export function exp(x: number): number {
  return expOf(x, 0);
}

/** x = m·2^k with √½ ≤ m < √2; returns k and leaves m in `mantissa`. */
let mantissa = 0;
function split(x: number): number {
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54 lifts a subnormal
    k = -54;
  }
  double[0] = x;
  const high = bits[HIGH]!;
  k += (high >>> 20) - 1023;
  bits[HIGH] = (high & 0xfffff) | 0x3ff00000;
  mantissa = double[0]!;
  if (mantissa >= SQRT_2) {
    mantissa /= 2;
    k++;
  }
  return k;
}

/** The natural logarithm; NaN below zero. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const k = split(x);
  const f = mantissa - 1;
  const s = f / (2 + f); // log m = 2 artanh s
  const z = s * s;
  return k * LN2_HIGH + (2 * s + (s * z * polynomial(z, LOG_TAIL) + k * LN2_LOW));
}

/** The rounding error of a·b (Dekker's splitting; |a|, |b| < 2^996). */
function productError(a: number, b: number, product: number): number {
  const aScaled = 134217729 * a;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = 134217729 * b;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** x^y for finite x > 0: y·log x with the logarithm carried to some 60 bits. */
function positivePower(x: number, y: number): number {
  const k = split(x);
  const f = mantissa - 1;
  const d = 2 + f;
  const dLow = f - (d - 2);
  const s = f / d;
  const sd = s * d;
  const sLow = (f - sd - productError(s, d, sd) - s * dLow) / d;
  const z = s * s;
  const tail = s * z * polynomial(z, LOG_TAIL) + (2 * sLow + k * LN2_LOW);
  const base = k * LN2_HIGH;
  const high = base + 2 * s;
  const error = Math.abs(base) > Math.abs(2 * s) ? 2 * s - (high - base) : base - (high - 2 * s);
  const low = error + tail;
  const sum = high + low;
  const rest = low - (sum - high); // what is left stays small, times y as well
  const main = y * sum;
  if (!(Math.abs(main) < 800)) return main > 0 ? Infinity : main < 0 ? 0 : main === 0 ? 1 : NaN;
  if (Math.abs(y) > 1e290) return expOf(main, 0);
  return expOf(main, productError(y, sum, main) + y * rest);
}

/** pow for pictures: whole powers up to 65536, such as those of Adam's decay rates, by squaring, right to 1e-11. */
export function fastPow(x: number, y: number): number {
  if (!(y >= 0 && y <= 65536 && y === Math.floor(y))) return pow(x, y);
  let result = 1;
  let square = x;
  for (let rest = y | 0; ; square *= square) {
    if (rest & 1) result *= square;
    rest >>= 1;
    if (rest === 0) return result;
  }
}

/** x^y with the special cases of IEEE 754 (x^0 = 1^y = 1, a negative base only with a whole exponent). */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return NaN;
  const magnitude = Math.abs(x);
  const odd = Math.abs(y) < 9007199254740992 && Math.abs(y % 2) === 1;
  const negative = odd && (x < 0 || Object.is(x, -0));
  if (x < 0 && x !== -Infinity && Number.isFinite(y) && y !== Math.floor(y)) return NaN;
  let result: number;
  if (!Number.isFinite(y)) result = magnitude === 1 ? 1 : magnitude > 1 === y > 0 ? Infinity : 0;
  else if (magnitude === 0) result = y > 0 ? 0 : Infinity;
  else if (magnitude === Infinity) result = y > 0 ? Infinity : 0;
  else result = positivePower(magnitude, y);
  return negative ? -result : result;
}

/** x − y·⌊x/y⌋: the remainder with the sign of y. */
export function mod(x: number, y: number): number {
  const remainder = x % y;
  return remainder !== 0 && remainder < 0 !== y < 0 ? remainder + y : remainder;
}

/**
 * a·b + c in one rounding: exact to the float32 that the result is stored in, where a, b and c are float32 (Boldo and
 * Melquiond's rounding to odd in double); within one unit in the last place of a double otherwise.
 */
export function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const carried = sum - product;
  const error = product - (sum - carried) + (c - carried);
  if (error === 0 || error !== error) return sum;
  if (Math.fround(a) !== a || Math.fround(b) !== b) return sum + (error + productError(a, b, product));
  double[0] = sum;
  if (bits[1 - HIGH]! & 1) return sum;
  // The discarded part is kept as an odd last bit, on its own side of the sum.
  if (error > 0 === sum > 0) bits[1 - HIGH]! |= 1;
  else {
    if (bits[1 - HIGH] === 0) bits[HIGH]! -= 1;
    bits[1 - HIGH] = (bits[1 - HIGH]! - 1) >>> 0;
  }
  return double[0];
}

const PI_HALF_1 = 1.57079632673412561417; // three parts of π/2, 33 bits each
const PI_HALF_2 = 6.0771005063039659766e-11;
const PI_HALF_3 = 2.02226624879595063154e-21;
const REDUCTION_LIMIT = 1e6;

/** π·2^1200 by Machin's formula, made once when an argument beyond REDUCTION_LIMIT asks for it. */
let piBits: bigint | undefined;
function pi1200(): bigint {
  const arctanInverse = (n: bigint): bigint => {
    let power = (1n << 1264n) / n;
    let sum = power;
    for (let k = 3n, sign = -1n; power !== 0n; k += 2n, sign = -sign) {
      power /= n * n;
      sum += (sign * power) / k;
    }
    return sum;
  };
  piBits ??= (16n * arctanInverse(5n) - 4n * arctanInverse(239n)) >> 64n;
  return piBits;
}

/** Leaves r = x − quadrant·π/2, |r| ≤ π/4, in `remainder` and returns the quadrant 0 … 3. */
let remainder = 0;
function reduce(x: number): number {
  if (Math.abs(x) < REDUCTION_LIMIT) {
    const n = Math.floor(x * 0.6366197723675814 + 0.5);
    remainder = x - n * PI_HALF_1 - n * PI_HALF_2 - n * PI_HALF_3;
    return n & 3;
  }
  const magnitude = Math.abs(x); // a multiple of 2^−33 here
  const small = magnitude < powersOfTwo[1074 + 900]!;
  const whole = small ? BigInt(magnitude * 8589934592) << 1167n : BigInt(magnitude) << 1200n;
  const halfPi = pi1200() >> 1n;
  const n = (whole + (halfPi >> 1n)) / halfPi;
  remainder = Number((whole - n * halfPi) >> 1100n) * powersOfTwo[1074 - 100]!;
  const quadrant = Number(n & 3n);
  if (x > 0) return quadrant;
  remainder = -remainder;
  return -quadrant & 3;
}

function sinOf(r: number): number {
  const z = r * r;
  return r + r * z * polynomial(z, SIN_TAIL);
}

function cosOf(r: number): number {
  const z = r * r;
  return 1 + z * polynomial(z, COS_TAIL);
}

function sinOfQuadrant(quadrant: number): number {
  const value = quadrant & 1 ? cosOf(remainder) : sinOf(remainder);
  return quadrant & 2 ? -value : value;
}

/** sin x, x in radians. */
export function sin(x: number): number {
  return Number.isFinite(x) ? (x === 0 ? x : sinOfQuadrant(reduce(x))) : NaN;
}

/** cos x, x in radians. */
export function cos(x: number): number {
  return Number.isFinite(x) ? sinOfQuadrant(reduce(x) + 1) : NaN;
}

/** tan x, x in radians. */
export function tan(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (x === 0) return x;
  const quadrant = reduce(x);
  const sine = sinOf(remainder);
  const cosine = cosOf(remainder);
  return quadrant & 1 ? -cosine / sine : sine / cosine;
}

/** tanh x = (e^2x − 1)/(e^2x + 1), the difference by its series where it would cancel. */
export function tanh(x: number): number {
  if (!(Math.abs(x) > 1e-9)) return x;
  if (Math.abs(x) > 20) return x > 0 ? 1 : -1;
  const twice = 2 * x;
  const t = Math.abs(twice) < 0.34 ? twice + twice * twice * polynomial(twice, EXP_TAIL) : exp(twice) - 1;
  return t / (t + 2);
}

/** atan x in (−π/2, π/2): half-angle steps bring the argument under tan(π/16), where the series is short. */
export function atan(x: number): number {
  if (x !== x || x === 0) return x;
  const magnitude = Math.abs(x);
  const inverted = magnitude > 1;
  let t = inverted ? 1 / magnitude : magnitude;
  let factor = 1;
  for (; t > 0.2; factor *= 2) t = t / (1 + Math.sqrt(1 + t * t));
  const z = t * t;
  const angle = factor * (t + t * z * polynomial(z, ATAN_TAIL));
  const result = inverted ? 1.5707963267948966 - angle : angle;
  return x < 0 ? -result : result;
}
