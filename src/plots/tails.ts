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
  { places, length, radius, leap }: Tails,
): void {
  const count = x.length;
  const calls = places.length / (2 * count) - 1;
  const paint = stroker(raster, radius, leap);
  for (let i = 0; i < count; i++) {
    const at = 3 * place[i]!;
    const colour = (colours[at + 2]! << 16) | (colours[at + 1]! << 8) | colours[at]!;
    let from = 2 * count * calls + i;
    let age = 0;
    for (let older = 1, to = from; older <= calls; older++) {
      to -= 2 * count;
      const [dx, dy] = [places[to]! - places[from]!, places[to + count]! - places[from + count]!];
      if (!(Math.abs(dx + dy) < Infinity)) break; // it has diverged
      if (Math.abs(dx) + Math.abs(dy) < NEAR && older < calls) continue;
      paint(colour, places[from]!, places[from + count]!, dx, dy, 1 - age / length, 1 - older / length);
      from = to;
      age = older;
    }
  }
}

/** Paints straight strokes, tapered from what is left of their share of life at one end to what is left at the other. */
function stroker({ width, height, rgba }: Raster, radius: number, leap: number) {
  const pixels = pixelsOf(rgba);
  return (colour: number, x: number, y: number, dx: number, dy: number, head: number, end: number): void => {
    const length = Math.sqrt(dx * dx + dy * dy);
    const ink = (255 * PEAK) / (1 + length / leap);
    if (ink * head * head < FAINT) return;
    // Pixel by pixel along the axis in which it is longer, and across it as far as it is wide.
    const steep = Math.abs(dy) > Math.abs(dx);
    const along = steep ? y : x;
    const across = steep ? x : y;
    const run = steep ? dy : dx;
    const slope = run === 0 ? 0 : (steep ? dx : dy) / run;
    const upright = run === 0 ? 1 : Math.abs(run) / length; // a pixel across is so many from the middle of the stroke
    const strideAlong = steep ? width : 1;
    const strideAcross = steep ? 1 : width;
    const edge = (steep ? width : height) - 1;
    const last = Math.min((steep ? height : width) - 1, Math.floor(run > 0 ? along + run : along));
    const fading = run === 0 ? 0 : (end - head) / run;
    const begun = run > 0 ? along : along + run;
    for (let a = Math.max(0, Math.floor(begun)); a <= last; a++) {
      const gone = Math.max(begun, Math.min(begun + Math.abs(run), a + 0.5)) - along;
      const share = head + fading * gone;
      const reach = THIN + (radius - THIN) * share + 0.5;
      const opacity = ink * share * share;
      const middle = across + slope * gone;
      const right = Math.min(edge, Math.floor(middle + reach / upright));
      for (let b = Math.max(0, Math.floor(middle - reach / upright)); b <= right; b++) {
        const cover = reach - Math.abs(b + 0.5 - middle) * upright;
        const alpha = (cover < 1 ? opacity * cover : opacity) | 0;
        const pixel = a * strideAlong + b * strideAcross;
        if (alpha > pixels[pixel]! >>> 24) pixels[pixel] = colour | (alpha << 24);
      }
    }
  };
}
