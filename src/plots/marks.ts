import {
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolTriangle2,
  symbolWye,
} from 'd3';

/** Runs are told apart by colour (in the style sheet, by number), dash and marker. */
export const dashes: readonly string[] = ['', '7 4', '2 4', '10 4 2 4', '5 3', '1 3', '12 3', '6 2 2 2 2 2'];

const shapes = [
  symbolCircle,
  symbolDiamond,
  symbolTriangle,
  symbolSquare,
  symbolStar,
  symbolTriangle2,
  symbolWye,
  symbolCircle,
];

/** The marker of a run as an SVG path round the origin; `size` is its area in square pixels. */
export function marker(run: number, size: number): string {
  return symbol(shapes[run % shapes.length], size)() ?? '';
}

type Point = readonly [number, number];

/** A line's end drawn back by `gap` pixels, to leave room for the mark that stands there. */
export function shortened(from: Point, to: Point, gap: number): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = length > gap ? 1 - gap / length : 1;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

/** A filled arrow head at the end of a line, in pixels; empty where the line is too short to have one. */
export function arrowHead(from: Point, to: Point, size: number): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 1) return '';
  const head = Math.min(size, length * 0.6);
  const [ux, uy] = [(dx / length) * head, (dy / length) * head];
  const wing = (side: number): string => `${to[0] - ux - side * uy * 0.45} ${to[1] - uy + side * ux * 0.45}`;
  return `M${wing(1)}L${to[0]} ${to[1]}L${wing(-1)}Z`;
}
