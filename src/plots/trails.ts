import { valueAt, vectorAt, type Trace } from '../experiment/trace.ts';
import type { Frame } from './frame.ts';

const FAR = 4000; // pixels beyond the picture to which a path that leaves it is cut
const NEAR = 0.3; // pixels under which a further point adds nothing

/** The path of a run through steps `from` … `to` as an SVG path in pixels; what leaves the picture is cut, not bent. */
export function trailPath(trace: Trace, frame: Frame, from: number, to: number): string {
  const width = trace.columns.length;
  let path = '';
  let [lastX, lastY] = [NaN, NaN];
  const end = Math.min(to, trace.steps);
  for (let k = from; k <= end; k++) {
    const [x, y] = frame.toPixel(trace.rows[k * width]!, trace.rows[k * width + 1]!);
    if (Math.abs(x - lastX) < NEAR && Math.abs(y - lastY) < NEAR && k < end) continue;
    if (k === from) path = `M${digits(x)} ${digits(y)}`;
    else if (Math.abs(x) > FAR || Math.abs(y) > FAR) {
      const share = Math.min(1, FAR / Math.hypot(x - lastX, y - lastY));
      return `${path}L${digits(lastX + (x - lastX) * share)} ${digits(lastY + (y - lastY) * share)}`;
    } else path += `L${digits(x)} ${digits(y)}`;
    [lastX, lastY] = [x, y];
  }
  return path;
}

const digits = (value: number): string => (Math.round(value * 10) / 10).toString();

/** An arrow in data coordinates; `part` is the term it draws. */
export interface Arrow {
  readonly part: 'momentum_term' | 'gradient_term' | 'sum';
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

type Point = readonly [number, number];
const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
const present = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** What call `step` did, tip to tail from w before it: momentum, then −learning_rate · g, and their sum. Empty at step 0. */
export function stepArrows(trace: Trace, step: number): Arrow[] {
  if (step < 1 || step > trace.steps) return [];
  const before = vectorAt(trace, step - 1, '');
  const momentum = vectorAt(trace, step, 'update.momentum_term');
  const gradient = vectorAt(trace, step, 'update.gradient_term');
  const turn = present(momentum) ? plus(before, momentum) : before;
  const arrows: Arrow[] = [];
  if (present(momentum)) arrows.push({ part: 'momentum_term', from: before, to: turn });
  if (present(gradient)) arrows.push({ part: 'gradient_term', from: turn, to: plus(turn, gradient) });
  if (arrows.length === 2) arrows.push({ part: 'sum', from: before, to: vectorAt(trace, step, '') });
  return arrows;
}

/**
 * θ = w − momentum · velocity after call `step` of a Nesterov run: the iterate of Sutskever's form, from which Keras's
 * stored w is the point looked ahead to. Undefined for other runs and at step 0.
 */
export function sutskeverIterate(trace: Trace, step: number): Point | undefined {
  const term = trace.columns.indexOf('update.momentum_term.x');
  if (step < 1 || step > trace.steps || term < trace.columns.indexOf('update.velocity.x')) return undefined;
  const [w, momentum] = [vectorAt(trace, step, ''), vectorAt(trace, step, 'update.momentum_term')];
  return present(momentum) ? [w[0] - momentum[0], w[1] - momentum[1]] : undefined;
}

/** The step of a run whose point is nearest to a pixel, within `reach` pixels; undefined if there is none. */
export function nearestStep(trace: Trace, frame: Frame, px: number, py: number, reach: number): number | undefined {
  let best: number | undefined;
  let least = reach;
  for (let k = 0; k <= trace.steps; k++) {
    const [x, y] = frame.toPixel(valueAt(trace, k, 'x'), valueAt(trace, k, 'y'));
    const distance = Math.hypot(x - px, y - py);
    if (distance < least) [best, least] = [k, distance];
  }
  return best;
}

const DOTS = 60; // the last steps that are shown one by one

/** A dot for each of the last steps before the cursor, as zero-length strokes of one path. */
export function stepDots(trace: Trace, frame: Frame, step: number): string {
  let path = '';
  for (let k = Math.max(0, step - DOTS); k < Math.min(step, trace.steps + 1); k++) {
    const [x, y] = frame.toPixel(valueAt(trace, k, 'x'), valueAt(trace, k, 'y'));
    if (x > -9 && y > -9 && x < frame.width + 9 && y < frame.height + 9) path += `M${digits(x)} ${digits(y)}h0`;
  }
  return path;
}
