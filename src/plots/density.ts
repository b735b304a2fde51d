import { DROPPED_BITS, logColours } from './logColours.ts';

/** 256 colours from the least to the most, red, green and blue of each. */
export type ColourTable = Uint8Array;

/** How numbers become colours. */
export interface ColourScale {
  readonly table: ColourTable;
  /** The numbers of the table's two ends; between them the scale is logarithmic. */
  readonly least: number;
  readonly most: number;
}

/** Opacity of one particle, and of as many as hide the ground. */
const FAINT = 0.34;

/** Adds cell by cell; both of one length. */
export function addCells(into: Uint32Array | Float32Array, from: Uint32Array | Float32Array): void {
  for (let cell = 0; cell < into.length; cell++) into[cell]! += from[cell]!;
}

/** The place of a number in the table; a number that is none has the last. */
export function placeOf(value: number, { least, most }: Pick<ColourScale, 'least' | 'most'>): number {
  if (value <= least) return 0;
  const share = Math.log(value / least) / Math.log(most / least);
  return share < 1 ? Math.floor(share * 256) : 255;
}

/** Opacities, 0 … 255, of 0, 1, 2, … particles: with the logarithm, up to `full` particles. */
export function opacities(full: number): Uint8Array {
  const length = Math.max(2, Math.min(4096, Math.ceil(full)) + 1);
  const table = Uint8Array.from(
    { length },
    (_, n) => 255 * (FAINT + (1 - FAINT) * (Math.log(n) / Math.log(length - 1 || 1))),
  );
  table[0] = 0;
  table[1] = length === 2 ? 255 : 255 * FAINT;
  return table;
}

/** Pixels as one number each, opacity in the highest byte: every engine that this runs on is little-endian. */
export const pixelsOf = (rgba: Uint8ClampedArray): Uint32Array =>
  new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);

const means = new Float32Array(4096); // of a block of cells, small enough to be read back from the nearest cache
const meanBits = new Int32Array(means.buffer);

/**
 * Counted particles as red, green, blue and opacity: the more, the denser; the colour is that of the mean of the channel
 * summed in `sums`, above `base`; a mean that is no number counts as `most`. Cells without particles stay clear.
 */
export function paintDensity(
  rgba: Uint8ClampedArray,
  counts: Uint32Array,
  sums: Float32Array,
  scale: ColourScale & { readonly base: number },
  full: number,
): void {
  const { base, most } = scale;
  const pixels = pixelsOf(rgba);
  const { first, colours } = logColours(scale);
  const last = colours.length - 1;
  const opacity = Uint32Array.from(opacities(full), alpha => alpha << 24);
  const densest = opacity.length - 1;
  for (let begin = 0; begin < counts.length; begin += means.length) {
    const length = Math.min(means.length, counts.length - begin);
    for (let i = 0; i < length; i++) {
      const mean = sums[begin + i]! / counts[begin + i]! - base;
      means[i] = mean < most ? mean : most;
    }
    for (let i = 0; i < length; i++) {
      const count = counts[begin + i]!;
      const place = (meanBits[i]! >> DROPPED_BITS) - first; // below 0 for what is below `least`, or negative
      const colour = colours[place > 0 ? (place < last ? place : last) : 0]!;
      pixels[begin + i] = colour | opacity[count < densest ? count : densest]!;
    }
  }
}

/** Particles of several kinds, counted apart: the colours mix in proportion. `colours` holds red, green and blue of each kind. */
export function paintKinds(
  rgba: Uint8ClampedArray,
  kinds: readonly Uint32Array[],
  colours: Uint8Array,
  full: number,
): void {
  const opacity = opacities(full);
  const densest = opacity.length - 1;
  for (let cell = 0, at = 0; 4 * cell < rgba.length; cell++, at += 4) {
    let [count, red, green, blue] = [0, 0, 0, 0];
    for (let kind = 0; kind < kinds.length; kind++) {
      const n = kinds[kind]![cell]!;
      if (n === 0) continue;
      count += n;
      red += n * colours[3 * kind]!;
      green += n * colours[3 * kind + 1]!;
      blue += n * colours[3 * kind + 2]!;
    }
    if (count > 0) {
      rgba[at] = red / count;
      rgba[at + 1] = green / count;
      rgba[at + 2] = blue / count;
    }
    rgba[at + 3] = opacity[count < densest ? count : densest]!;
  }
}
