import { addCells, paintDensity, paintKinds, placeOf, type ColourScale } from './density.ts';
import { paintPoints, type Raster } from './points.ts';

/** Particles counted in the cells of the raster, a kind a layer, or one by one in data coordinates. */
export interface CrowdPart {
  readonly layers: readonly { readonly counts: Uint32Array; readonly sums: Float32Array }[];
  readonly points: {
    readonly x: Float32Array;
    readonly y: Float32Array;
    readonly value: Float32Array;
    readonly kind: Uint8Array;
  } | null;
}

type Colours = { readonly scale: ColourScale & { readonly base: number } } | { readonly kinds: Uint8Array };

interface Look {
  readonly colours: Colours;
  readonly full: number;
  readonly radius: number;
}

interface Extent {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const DOT_OPACITY = 0.72;

/** Paints a crowd of several parts on a clear raster. The counts of the parts are added up in the first. */
export function paintCrowd(
  raster: Raster,
  parts: readonly CrowdPart[],
  { colours, full, radius }: Look,
  extent: Extent,
): void {
  if (parts.some(({ points }) => points)) {
    raster.rgba.fill(0);
    for (const { points } of parts) if (points) paintPart(raster, points, colours, radius, extent);
    return;
  }
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

function paintPart(
  raster: Raster,
  points: NonNullable<CrowdPart['points']>,
  colours: Colours,
  radius: number,
  extent: Extent,
): void {
  const { x0, x1, y0, y1 } = extent;
  const [perX, perY] = [raster.width / (x1 - x0), raster.height / (y1 - y0)];
  const { value, kind } = points;
  const place =
    'scale' in colours
      ? Uint8Array.from(value, number => placeOf(number - colours.scale.base, colours.scale))
      : kind.length > 0
        ? kind
        : new Uint8Array(points.x.length).fill(colours.kinds.length / 3 - 1);
  paintPoints(
    raster,
    {
      x: points.x.map(x => (x - x0) * perX),
      y: points.y.map(y => (y1 - y) * perY),
      place,
      colours: 'scale' in colours ? colours.scale.table : colours.kinds,
    },
    radius,
    DOT_OPACITY,
  );
}
