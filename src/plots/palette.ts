/** Red, green and blue, 0 … 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What sheets are painted with, in one theme. */
export interface Palette {
  /** From a loss as at the start to the least. */
  readonly ramp: readonly Colour[];
  /** A loss above that at the start. */
  readonly above: Colour;
  readonly unknown: Colour;
  readonly resting: Colour;
  readonly unmoved: Colour;
  readonly cycling: readonly [Colour, Colour];
  readonly moving: Colour;
  /** The two colours of the stripes. */
  readonly diverged: readonly [Colour, Colour];
  /** A basin each; `faded` is what they fade to where it takes long. */
  readonly basins: readonly Colour[];
  readonly faded: Colour;
}

const hex = (text: string): Colour => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16)) as unknown as Colour;
const list = (text: string): Colour[] => text.split(' ').map(hex);

/** Hues after Okabe and Ito, told apart by lightness too; quiet, for the paths of runs lie on them. */
export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    ramp: list('#f3f0e8 #cfdde4 #9dbfd6 #6297c0 #2f6c9f #12406e #06203f'),
    above: hex('#f2c9a1'),
    unknown: hex('#f7f5f0'),
    resting: hex('#a98cc4'),
    unmoved: hex('#fffefb'),
    cycling: [hex('#d9a32b'), hex('#e9c878')],
    moving: hex('#e7e1d4'),
    diverged: [hex('#bdb5a7'), hex('#c9c2b5')],
    basins: list('#6fa9d2 #f0ad74 #74c0a0 #e0a3c6 #e9d36a #9d92d6 #a9d8e6 #b59a7a'),
    faded: hex('#f4f1ea'),
  },
  dark: {
    ramp: list('#1b2026 #20384c #285a80 #3b83b4 #6badd8 #aad6f2 #eaf7ff'),
    above: hex('#5c3d22'),
    unknown: hex('#14171a'),
    resting: hex('#7d5f9c'),
    unmoved: hex('#0c0e10'),
    cycling: [hex('#a67a12'), hex('#6f5413')],
    moving: hex('#33373c'),
    diverged: [hex('#45413b'), hex('#514d46')],
    basins: list('#2f78b0 #b8662c #1f8a68 #a9568a #a58c1e #6b5fb0 #4f9fb8 #7a6248'),
    faded: hex('#171a1e'),
  },
};

/** A colour between two. */
export function mix(a: Colour, b: Colour, share: number): Colour {
  return [0, 1, 2].map(i => Math.round(a[i]! + (b[i]! - a[i]!) * share)) as unknown as Colour;
}

/** The colour at a share, 0 … 1, of a ramp. */
export function onRamp(ramp: readonly Colour[], share: number): Colour {
  const at = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const i = Math.min(ramp.length - 2, Math.floor(at));
  return mix(ramp[i]!, ramp[i + 1]!, at - i);
}

export const cssColour = (colour: Colour): string => `rgb(${colour.join(' ')})`;
