/** A picture of red, green, blue and opacity, row by row from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Particles one by one, in pixels of the raster; the colour of each is a place in `colours`, red, green and blue. */
export interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly place: Uint8Array;
  readonly colours: Uint8Array;
}

/** The radius of a dot in pixels of the screen: smaller the more there are. */
export function dotRadius(count: number): number {
  return Math.max(1.1, Math.min(3, 3.6 - 0.62 * Math.log10(Math.max(1, count))));
}

/** Paints round dots over what is there; those outside the raster, or nowhere, are left out. */
export function paintPoints({ width, height, rgba }: Raster, points: Points, radius: number, opacity: number): void {
  const { x, y, place, colours } = points;
  const reach = radius + 0.5;
  for (let i = 0; i < x.length; i++) {
    const [cx, cy] = [x[i]!, y[i]!];
    if (!(cx > -reach && cx < width + reach && cy > -reach && cy < height + reach)) continue;
    const colour = 3 * place[i]!;
    const right = Math.min(width - 1, Math.floor(cx + reach));
    const bottom = Math.min(height - 1, Math.floor(cy + reach));
    for (let row = Math.max(0, Math.floor(cy - reach)); row <= bottom; row++)
      for (let column = Math.max(0, Math.floor(cx - reach)); column <= right; column++) {
        const [dx, dy] = [column + 0.5 - cx, row + 0.5 - cy];
        const cover = reach - Math.sqrt(dx * dx + dy * dy);
        if (cover > 0) blend(rgba, 4 * (row * width + column), colours, colour, opacity * Math.min(1, cover));
      }
  }
}

/** Over: α = a + b(1 − a); the colour in proportion to what each adds. */
function blend(rgba: Uint8ClampedArray, at: number, colours: Uint8Array, colour: number, alpha: number): void {
  const below = (rgba[at + 3]! / 255) * (1 - alpha);
  const sum = alpha + below;
  for (let channel = 0; channel < 3; channel++)
    rgba[at + channel] = (colours[colour + channel]! * alpha + rgba[at + channel]! * below) / sum;
  rgba[at + 3] = 255 * sum;
}
