/** A rectangle of the picture, in pixels. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Where a text may stand: its anchor on its middle line. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

type Point = readonly [x: number, y: number];
type Sheet = Readonly<Record<'width' | 'height', number>>;

/** A mark of this reach round a point. */
export const boxAround = ([x, y]: Point, reach: number): Box => ({
  x0: x - reach,
  y0: y - reach,
  x1: x + reach,
  y1: y + reach,
});

const EVERY = 7; // pixels

/** A line as boxes along it; none where it is too long to be in the picture as a whole. */
export function boxesAlong(from: Point, to: Point): Box[] {
  const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / EVERY);
  if (!(count < 400)) return [];
  return Array.from({ length: count + 1 }, (_, i) => {
    const share = i / Math.max(1, count);
    return boxAround([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], EVERY / 2);
  });
}

const LETTER = 0.53; // of its size, the mean width of a letter in the text face at weight 600
const LINE = 1.25;

const widthOf = (text: string, size: number): number => text.length * LETTER * size;

/** What a text takes at a spot, in a type of this size. */
export function boxOf(text: string, { x, y, anchor }: Spot, size: number): Box {
  const width = widthOf(text, size);
  const x0 = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x0, y0: y - (LINE * size) / 2, x1: x0 + width, y1: y + (LINE * size) / 2 };
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)) * Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));

/** Whether a text would stand in the sheet as a whole. */
export const isWithin = ({ x0, y0, x1, y1 }: Box, { width, height }: Sheet): boolean =>
  x0 >= 0 && y0 >= 0 && x1 <= width && y1 <= height;

const OUTSIDE = 10; // times worse than covering something

/** The first spot where the text is inside the sheet and covers nothing that is taken; else the one where it covers least. */
export function clearSpot(
  text: string,
  spots: readonly Spot[],
  size: number,
  taken: readonly Box[],
  { width, height }: Sheet,
): Spot {
  let best = spots[0]!;
  let least = Infinity;
  for (const spot of spots) {
    const box = boxOf(text, spot, size);
    const inside = overlap(box, { x0: 2, y0: 2, x1: width - 2, y1: height - 2 });
    const beyond = (box.x1 - box.x0) * (box.y1 - box.y0) - inside;
    const cost = OUTSIDE * beyond + taken.reduce((sum, other) => sum + overlap(box, other), 0);
    if (cost < least) [best, least] = [spot, cost];
    if (cost === 0) break;
  }
  return best;
}

/** Spots beside a mark of this reach: right, left, and level with its corners. */
export function spotsBeside([x, y]: Point, reach: number, size: number): Spot[] {
  return [0, 0.8, -0.8, 1.6, -1.6].flatMap((rise): Spot[] => [
    { x: x + reach, y: y + rise * size, anchor: 'start' },
    { x: x - reach, y: y + rise * size, anchor: 'end' },
  ]);
}

/** Spots for a text on both sides of a line, from its middle outwards, the upper or right side first. */
export function spotsAlong(text: string, from: Point, to: Point, gap: number, size: number): Spot[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const [ax, ay] = [(to[1] - from[1]) / length, (from[0] - to[0]) / length]; // across
  const turn = ay > 0.3 || (ay > -0.3 && ax < 0) ? -1 : 1;
  const [nx, ny] = [turn * ax, turn * ay];
  const spots: Spot[] = [];
  for (const away of [0, size])
    for (const share of [0.5, 0.7, 0.3, 0.9, 0.1])
      for (const side of [1, -1]) {
        const [dx, dy] = [side * nx, side * ny];
        const anchor = dx > 0.3 ? 'start' : dx < -0.3 ? 'end' : 'middle';
        const slanting = anchor === 'middle' ? Math.abs(dx) * 0.5 * widthOf(text, size) : 0;
        const reach = gap + away + Math.abs(dy) * 0.5 * size + slanting;
        spots.push({
          x: from[0] + (to[0] - from[0]) * share + dx * reach,
          y: from[1] + (to[1] - from[1]) * share + dy * reach,
          anchor,
        });
      }
  return spots;
}
