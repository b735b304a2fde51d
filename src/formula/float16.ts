const double = new Float64Array(1);
const bits = new Uint32Array(double.buffer);
const HIGH = (() => {
  double[0] = 1;
  return bits[1] === 0 ? 0 : 1;
})();

/**
 * The nearest IEEE half-precision number, ties to even: 11 significant bits from 2^−14 on, multiples of 2^−24 below, infinity
 * from 65520 on.
 */
export function float16(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 65520)) return x !== x ? x : x > 0 ? Infinity : -Infinity;
  double[0] = magnitude;
  const exponent = Math.max((bits[HIGH]! >>> 20) - 1023, -14);
  // 2^(exponent + 42): the last bit of a double of this size is the last of the half.
  bits[HIGH] = (exponent + 42 + 1023) << 20;
  bits[1 - HIGH] = 0;
  const rounded = magnitude + double[0] - double[0];
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}

/** The same in WGSL, whose own quantizeToF16 leaves overflow and subnormals open. */
export const float16Wgsl = `
fn half_precision(x: f32) -> f32 {
  let sign = bitcast<u32>(x) & 0x80000000u;
  let magnitude = bitcast<u32>(x) & 0x7fffffffu;
  if (magnitude >= 0x7f800000u) { return x; }
  var rounded = (magnitude + 0xfffu + ((magnitude >> 13u) & 1u)) & 0xffffe000u;
  if (magnitude >= 0x477ff000u) { rounded = 0x7f800000u; }
  if (magnitude < 0x38800000u) { rounded = bitcast<u32>(round(abs(x) * 16777216.0f) * 5.9604644775390625e-8f); }
  return bitcast<f32>(sign | rounded);
}
`;
