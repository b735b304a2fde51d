import { mix, onRamp, type Colour, type Palette } from './palette.ts';

/** How the loss of a cell becomes a place on the ramp: the logarithm of its height above `least`. */
export interface LossScale {
  readonly least: number;
  /** Whole decades: the loss at the start and the least that is told apart. */
  readonly top: number;
  readonly bottom: number;
}

const DECADES = { least: 2, most: 14 };
const LOW = 0.02; // the share of cells that may lie under the scale
const SAMPLES = 2000;

/** A scale that suits the losses there are: from that at the start down to nearly all of them. */
export function lossScale(losses: Float32Array, runs: Uint8Array, least: number, atStart: number): LossScale {
  const every = Math.max(1, Math.floor(losses.length / SAMPLES));
  const heights: number[] = [];
  for (let i = 0; i < losses.length; i += every) {
    const height = losses[i]! - least;
    if (runs[i] && height > 0 && Number.isFinite(height)) heights.push(Math.log10(height));
  }
  heights.sort((a, b) => a - b);
  const top = Math.ceil(Math.log10(Math.max(atStart - least, 1e-30)) - 1e-9);
  const low = Math.floor(heights[Math.floor(heights.length * LOW)] ?? top - DECADES.most);
  return { least, top, bottom: Math.min(top - DECADES.least, Math.max(top - DECADES.most, low)) };
}

/** 0 at the start's loss, 1 at the bottom; below 0 for a loss that has grown. */
export function lossShare({ least, top, bottom }: LossScale, loss: number): number {
  const height = loss - least;
  return height > 0 ? (top - Math.log10(height)) / (top - bottom) : 1;
}

/** The share of a run's length that it took to converge, spaced so that the fast ones are told apart. */
export const paceShare = (steps: number, all: number): number => Math.sqrt(Math.min(1, steps / Math.max(1, all)));

const SHADES = 256;
/** As a canvas keeps a pixel: red in the lowest byte. */
const packed = ([red, green, blue]: Colour): number => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
const shades = (colourAt: (share: number) => Colour): Uint32Array =>
  Uint32Array.from({ length: SHADES }, (_, i) => packed(colourAt(i / (SHADES - 1))));

/** A palette as packed colours, ready to paint with. */
export interface Paints {
  readonly ramp: Uint32Array;
  readonly above: number;
  /** Of converged cells by pace. */
  readonly pace: Uint32Array;
  readonly basins: readonly Uint32Array[];
  /** By ending: the colours of odd and even stripes. */
  readonly plain: Readonly<Record<string, readonly [number, number]>>;
}

/** The deepest blue for those that converge at once, a pale one for the last. */
export const paceColour = ({ ramp }: Palette, share: number): Colour => onRamp(ramp, 0.92 - 0.72 * share);
/** A basin's own colour, fading where it takes long. */
const basinColour = ({ basins, faded }: Palette, basin: number, share: number): Colour =>
  mix(basins[basin % basins.length]!, faded, 0.72 * share);

export function paintsOf(palette: Palette): Paints {
  const pair = (colours: Colour | readonly [Colour, Colour]): readonly [number, number] =>
    typeof colours[0] === 'number'
      ? [packed(colours as Colour), packed(colours as Colour)]
      : [packed(colours[0]), packed(colours[1] as Colour)];
  const { unknown, resting, unmoved, cycling, moving, diverged } = palette;
  return {
    ramp: shades(share => onRamp(palette.ramp, share)),
    above: packed(palette.above),
    pace: shades(share => paceColour(palette, share)),
    basins: palette.basins.map((_, basin) => shades(share => basinColour(palette, basin, share))),
    plain: Object.fromEntries(
      Object.entries({ unknown, resting, unmoved, cycling, moving, diverged }).map(([name, colours]) => [
        name,
        pair(colours),
      ]),
    ),
  };
}

/** The shade of a share, 0 … 1, in a table. */
export const shade = (table: Uint32Array, share: number): number =>
  table[Math.min(SHADES - 1, Math.max(0, Math.round(share * (SHADES - 1))))]!;
