import { addCells, paintDensity, paintKinds, placeOf, type ColourScale } from './density.ts';
import { paintPoints, type Raster } from './points.ts';
import { paintTails } from './tails.ts';

/** Particles counted in the cells of the raster, a kind a layer, or one by one in data coordinates. */
export interface CrowdPart {
  readonly layers: readonly { readonly counts: Uint32Array; readonly sums: Float32Array }[];
  readonly points: {
    readonly x: Float32Array;
    readonly y: Float32Array;
    readonly value: Float32Array;
    readonly kind: Uint8Array;
    readonly tail: Float32Array;
  } | null;
}

type Colours = { readonly scale: ColourScale & { readonly base: number } } | { readonly kinds: Uint8Array };

interface Look {
  readonly colours: Colours;
  readonly full: number;
  readonly radius: number;
  readonly tails: number;
}

interface Extent {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const DOT_OPACITY = 0.72;
const TAIL_WIDTH = 0.8; // of a dot's
const LEAP = 2; // in widths of the room that each particle has
const FEW = 30_000; // strokes

/** Paints a crowd of several parts on a clear raster. The counts of the parts are added up in the first. */
export function paintCrowd(raster: Raster, parts: readonly CrowdPart[], look: Look, extent: Extent): void {
  const { colours, full } = look;
  if (parts.some(({ points }) => points)) return paintOneByOne(raster, parts, look, extent);
  const [first, ...others] = parts.filter(({ layers }) => layers.length > 0);
  if (!first) return void raster.rgba.fill(0);
  first.layers.forEach(({ counts, sums }, i) => {
    for (const { layers } of others) {
      addCells(counts, layers[i]!.counts);
      if ('scale' in colours) addCells(sums, layers[i]!.sums);
    }
  });
  const counts = first.layers.map(layer => layer.counts);
  if ('scale' in colours) paintDensity(raster.rgba, counts[0]!, first.layers[0]!.sums, colours.scale, full);
  else
    paintKinds(
      raster.rgba,
      counts,
      colours.kinds.length === 3 * counts.length ? colours.kinds : colours.kinds.slice(-3),
      full,
    );
}

/** All tails first, so that every particle lies over them. */
function paintOneByOne(
  raster: Raster,
  parts: readonly CrowdPart[],
  { colours, radius, tails }: Look,
  { x0, x1, y0, y1 }: Extent,
): void {
  const [perX, perY] = [raster.width / (x1 - x0), raster.height / (y1 - y0)];
  const shown = parts.flatMap(({ points }) => (points ? [points] : []));
  const dots = shown.map(({ x, y, value, kind }) => ({
    x: x.map(one => (one - x0) * perX),
    y: y.map(one => (y1 - one) * perY),
    place:
      'scale' in colours
        ? Uint8Array.from(value, number => placeOf(number - colours.scale.base, colours.scale))
        : kind.length > 0
          ? kind
          : new Uint8Array(x.length).fill(colours.kinds.length / 3 - 1),
    colours: 'scale' in colours ? colours.scale.table : colours.kinds,
  }));
  const count = dots.reduce((sum, { x }) => sum + x.length, 0);
  const leap = LEAP * Math.sqrt((raster.width * raster.height) / count);
  raster.rgba.fill(0);
  shown.forEach(({ tail, x: { length } }, i) => {
    for (let row = 0; row < tail.length; row += 2 * length)
      for (let at = row; at < row + length; at++) {
        tail[at] = (tail[at]! - x0) * perX;
        tail[at + length] = (y1 - tail[at + length]!) * perY;
      }
    if (tail.length > 0)
      paintTails(raster, dots[i]!, {
        places: tail,
        length: tails,
        radius: TAIL_WIDTH * radius,
        leap,
        fine: tails * count <= FEW,
      });
  });
  for (const each of dots) paintPoints(raster, each, radius, DOT_OPACITY);
}
