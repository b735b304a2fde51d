import { pixelsOf } from './density.ts';
import type { Points, Raster } from './points.ts';

/** Where particles have been, in pixels of the raster: all x after a call, then all y, the oldest call first. */
export interface Tails {
  readonly places: Float32Array;
  /** Calls after which a tail has faded away. */
  readonly length: number;
  /** Half its width at the particle. */
  readonly radius: number;
  /** As long a stroke has half the ink of a short one, a longer one less: a leap hides little of the picture. */
  readonly leap: number;
  /** Whether there are so few that each is seen: with soft borders, which take their time. */
  readonly fine: boolean;
}

const PEAK = 0.75; // opacity at the particle
const THIN = 0.35; // half the width where it has faded away
const FAINT = 5; // of 255, that nobody sees
const NEAR = 2; // pixels within which a further place adds nothing

/**
 * Paints what is behind each particle, thinner and fainter the longer ago. Where tails meet, the later place is seen and nothing
 * adds up: a crossing is no darker than its newest tail.
 */
export function paintTails(
  raster: Raster,
  { place, colours, x }: Points,
  { places, length, radius, leap, fine }: Tails,
): void {
  const count = x.length;
  const calls = places.length / (2 * count) - 1;
  const paint = (fine ? brush : pen)(raster, radius);
  const opacity = Float64Array.from({ length: length + 1 }, (_, age) => 255 * PEAK * (1 - age / length) ** 2);
  const strokes = new Float64Array(NUMBERS * Math.max(0, calls));
  for (let i = 0; i < count; i++) {
    let drawn = 0;
    let from = 2 * count * calls + i;
    let age = 0;
    for (let older = 1, to = from; older <= calls; older++) {
      to -= 2 * count;
      const dx = places[to]! - places[from]!;
      const dy = places[to + count]! - places[from + count]!;
      if (!(Math.abs(dx + dy) < Infinity)) break; // it has diverged
      if (Math.abs(dx) + Math.abs(dy) < NEAR && older < calls) continue;
      const ink = 1 / (1 + Math.sqrt(dx * dx + dy * dy) / leap);
      if (ink * opacity[age]! >= FAINT) {
        strokes[drawn] = places[from]!;
        strokes[drawn + 1] = places[from + count]!;
        strokes[drawn + 2] = dx;
        strokes[drawn + 3] = dy;
        strokes[drawn + 4] = ink * opacity[age]!;
        strokes[drawn + 5] = ink * opacity[older]!;
        strokes[drawn + 6] = 1 - age / length;
        drawn += NUMBERS;
      }
      from = to;
      age = older;
    }
    const at = 3 * place[i]!;
    paint((colours[at + 2]! << 16) | (colours[at + 1]! << 8) | colours[at]!, strokes, drawn);
  }
}

/**
 * Paints straight strokes, of each of which NUMBERS say: from (x, y) by (dx, dy), with an opacity from here to there, and the share
 * of its life that is left. (Numbers that are handed to a function one by one are boxed one by one.)
 */
type Strokes = (colour: number, strokes: Float64Array, end: number) => void;
const NUMBERS = 7;

const ONE = 2 ** 16; // in whole numbers with so many parts, a line is additions
const FAR = 2 ** 14; // pixels, beyond which these overflow

/** One pixel wide. */
function pen({ width, height, rgba }: Raster): Strokes {
  const pixels = pixelsOf(rgba);
  return (colour, strokes, end) => {
    for (let at = 0; at < end; at += NUMBERS) {
      const [x, y, dx, dy] = [strokes[at]!, strokes[at + 1]!, strokes[at + 2]!, strokes[at + 3]!];
      const steep = Math.abs(dy) > Math.abs(dx);
      const run = steep ? dy : dx;
      const along = steep ? y : x;
      const strideAlong = steep ? width : 1;
      const strideAcross = steep ? 1 : width;
      const edge = (steep ? width : height) * ONE;
      const begun = Math.min(along, along + run);
      const first = Math.max(0, Math.floor(begun));
      const last = Math.min((steep ? height : width) - 1, Math.floor(begun + Math.abs(run)));
      const slope = run === 0 ? 0 : (steep ? dx : dy) / run;
      const fading = run === 0 ? 0 : (strokes[at + 5]! - strokes[at + 4]!) / run;
      const gone = Math.max(begun, first) - along;
      const start = (steep ? x : y) + slope * gone;
      if (!(Math.abs(start) < FAR)) continue;
      let across = (start * ONE) | 0;
      let opacity = ((strokes[at + 4]! + fading * gone) * ONE) | 0;
      const [aside, fainter] = [(slope * ONE) | 0, (fading * ONE) | 0];
      for (let a = first, line = first * strideAlong; a <= last; a++, line += strideAlong) {
        if (across >= 0 && across < edge) {
          const pixel = line + (across >> 16) * strideAcross;
          if (opacity >> 16 > pixels[pixel]! >>> 24) pixels[pixel] = colour | ((opacity >> 16) << 24);
        }
        across += aside;
        opacity += fainter;
      }
    }
  };
}

/** With soft borders, as wide as there is life left in it. */
function brush({ width, height, rgba }: Raster, radius: number): Strokes {
  const pixels = pixelsOf(rgba);
  return (colour, strokes, end) => {
    for (let at = 0; at < end; at += NUMBERS) {
      const [x, y, dx, dy] = [strokes[at]!, strokes[at + 1]!, strokes[at + 2]!, strokes[at + 3]!];
      // Pixel by pixel along the axis in which it is longer, and across it as far as it is wide.
      const steep = Math.abs(dy) > Math.abs(dx);
      const along = steep ? y : x;
      const across = steep ? x : y;
      const run = steep ? dy : dx;
      const strideAlong = steep ? width : 1;
      const strideAcross = steep ? 1 : width;
      const edge = (steep ? width : height) - 1;
      const slope = run === 0 ? 0 : (steep ? dx : dy) / run;
      const upright = 1 / Math.sqrt(1 + slope * slope); // a pixel across is so many from the middle of the stroke
      const reach = THIN + (radius - THIN) * strokes[at + 6]! + 0.5;
      const fading = run === 0 ? 0 : (strokes[at + 5]! - strokes[at + 4]!) / run;
      const begun = Math.min(along, along + run);
      const ended = Math.max(along, along + run);
      const last = Math.min((steep ? height : width) - 1, Math.floor(ended));
      for (let a = Math.max(0, Math.floor(begun)); a <= last; a++) {
        const gone = Math.max(begun, Math.min(ended, a + 0.5)) - along;
        const opacity = strokes[at + 4]! + fading * gone;
        const middle = across + slope * gone;
        const right = Math.min(edge, Math.floor(middle + reach / upright));
        for (let b = Math.max(0, Math.floor(middle - reach / upright)); b <= right; b++) {
          const cover = Math.min(1, reach - Math.abs(b + 0.5 - middle) * upright);
          const pixel = a * strideAlong + b * strideAcross;
          if (opacity * cover > pixels[pixel]! >>> 24) pixels[pixel] = colour | ((opacity * cover) << 24);
        }
      }
    }
  };
}
