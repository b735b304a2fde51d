import type { ColourScale } from './density.ts';

/** Bits of a float32 that don't matter: with 9 of 23 bits of mantissa a number is known to a thousandth of itself. */
export const DROPPED_BITS = 14;

const LEAST = 1e-37; // among the normal numbers, whose bits grow evenly

/** Colours by the leading bits of a positive float32. */
export interface LogColours {
  /** The leading bits of the scale's lower end. */
  readonly first: number;
  /** Red, green and blue, from the lowest byte up, of this and all that follow up to the scale's upper end. */
  readonly colours: Uint32Array;
}

/** A logarithmic scale without logarithms: looked up instead of worked out for every cell of a picture. */
export function logColours({ table, least, most }: ColourScale): LogColours {
  const number = new Float32Array([Math.max(least, LEAST), most]);
  const bits = new Int32Array(number.buffer);
  const first = bits[0]! >> DROPPED_BITS;
  const last = Math.max(first, bits[1]! >> DROPPED_BITS);
  const perUnit = 256 / Math.log(most / least);
  const colours = Uint32Array.from({ length: last - first + 1 }, (_, i) => {
    bits[0] = ((first + i) << DROPPED_BITS) | (1 << (DROPPED_BITS - 1)); // the middle of those that share these bits
    const share = Math.log(number[0]! / least) * perUnit;
    const place = 3 * (share > 0 ? (share < 255 ? share | 0 : 255) : 0);
    return table[place]! | (table[place + 1]! << 8) | (table[place + 2]! << 16);
  });
  return { first, colours };
}
