import { axesOf, type Cloud } from '../experiment/noiseCloud.ts';
import type { Frame } from './frame.ts';

/** Where to draw the ellipse of so many standard deviations round a cloud's mean: pixels, and degrees clockwise. */
export interface Ellipse {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  readonly turn: number;
}

/** Undefined for a cloud that is a point, or too large to draw. */
export function ellipseOf(frame: Frame, cloud: Cloud, deviations: number): Ellipse | undefined {
  const { long, short, angle } = axesOf(cloud);
  const [cx, cy] = frame.toPixel(...cloud.mean);
  const [rx, ry] = [long, short].map(axis => deviations * axis * frame.unit) as [number, number];
  if (!(rx > 0.5 && rx < 1e5)) return undefined;
  return { cx, cy, rx, ry, turn: (-angle * 180) / Math.PI };
}
