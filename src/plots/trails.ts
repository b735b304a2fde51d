import { valueAt, vectorAt, type Trace } from '../experiment/trace.ts';
import type { Frame } from './frame.ts';

const FAR = 4000; // pixels round the picture's corner; what is drawn of a path ends there
const LOST = 25 * FAR; // a line from beyond this to beyond this says nothing of the picture
const NEAR = 0.3; // pixels under which a further point adds nothing

/** A run's path as an SVG path in pixels, and how much of its text leads to each step. */
export interface Trail {
  readonly path: string;
  readonly ends: Uint32Array;
}

/**
 * The path of a run; what leaves the picture is cut, not bent, and joined again where it comes back. A run that diverged ends
 * where it first leaves.
 */
export function trailOf(trace: Trace, frame: Frame): Trail {
  const width = trace.columns.length;
  const ends = new Uint32Array(trace.steps + 1);
  let path = '';
  let pen = '';
  let last: Point | undefined;
  for (let k = 0; k <= trace.steps; k++) {
    const point = frame.toPixel(trace.rows[k * width]!, trace.rows[k * width + 1]!);
    const near = last && Math.abs(point[0] - last[0]) < NEAR && Math.abs(point[1] - last[1]) < NEAR;
    if (!near || k === trace.steps) {
      const inside = within(FAR, point) && (!last || within(FAR, last));
      const line = inside ? undefined : cut(last ?? point, point);
      if (inside || line) {
        const start = line ? spell(line[0]) : last ? pen || spell(last) : spell(point);
        const finish = spell(line ? line[1] : point);
        if (start !== pen || path === '') path += `M${start}`;
        if (last) path += `L${finish}`;
        pen = finish;
      } else pen = '';
      if (trace.divergedAt !== null && path !== '' && !within(FAR, point)) {
        ends.fill(path.length, k);
        break;
      }
      last = point;
    }
    ends[k] = path.length;
  }
  return { path, ends };
}

/** The part of a trail that leads to a step. */
export function trailTo({ path, ends }: Trail, step: number): string {
  return path.slice(0, ends[Math.min(step, ends.length - 1)]);
}

const within = (reach: number, [x, y]: Point): boolean => Math.abs(x) <= reach && Math.abs(y) <= reach;

/** The part of a line that is no further out than FAR; undefined if there is none. */
function cut(a: Point, b: Point): readonly [Point, Point] | undefined {
  if (!within(LOST, a) && !within(LOST, b)) return undefined;
  let [enter, leave] = [0, 1];
  for (const axis of [0, 1] as const) {
    const length = b[axis] - a[axis];
    if (length === 0 && Math.abs(a[axis]) > FAR) return undefined;
    if (length === 0) continue;
    const [one, other] = [(-FAR - a[axis]) / length, (FAR - a[axis]) / length];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  const clamp = (value: number): number => Math.max(-FAR, Math.min(FAR, value));
  const at = (share: number): Point => [clamp(a[0] + (b[0] - a[0]) * share), clamp(a[1] + (b[1] - a[1]) * share)];
  return enter <= leave ? [at(enter), at(leave)] : undefined;
}

const digits = (value: number): number => Math.round(value * 10) / 10;
const spell = ([x, y]: Point): string => `${digits(x)} ${digits(y)}`;

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
  // The sum comes first: drawn below the others, it does not hide them where all point one way.
  if (present(momentum) === present(gradient))
    arrows.push({ part: 'sum', from: before, to: vectorAt(trace, step, '') });
  if (present(momentum)) arrows.push({ part: 'momentum_term', from: before, to: turn });
  if (present(gradient)) arrows.push({ part: 'gradient_term', from: turn, to: plus(turn, gradient) });
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

/** The trace with θ in the place of w, to be drawn; the trace itself where it has no θ. */
export function atSutskeverIterate(trace: Trace): Trace {
  if (!sutskeverIterate(trace, 1)) return trace;
  const rows = trace.rows.slice();
  for (let k = 1; k <= trace.steps; k++) rows.set(sutskeverIterate(trace, k)!, k * trace.columns.length);
  return { ...trace, rows };
}

/** The call whose step passes nearest to a pixel, of all runs, within `reach` pixels; undefined if there is none. */
export function nearestStep(
  traces: readonly Trace[],
  frame: Frame,
  px: number,
  py: number,
  reach: number,
): number | undefined {
  let best: number | undefined;
  let least = reach;
  for (const { rows, columns, steps } of traces) {
    let [fromX, fromY] = frame.toPixel(rows[0]!, rows[1]!);
    for (let k = 1; k <= steps; k++) {
      const [x, y] = frame.toPixel(rows[k * columns.length]!, rows[k * columns.length + 1]!);
      const distance = distanceToLine(px, py, fromX, fromY, x, y);
      if (distance < least) [best, least] = [k, distance];
      [fromX, fromY] = [x, y];
    }
  }
  return best;
}

function distanceToLine(px: number, py: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const share = ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy || 1);
  const nearest = Math.min(1, Math.max(0, share));
  return Math.hypot(x0 + nearest * dx - px, y0 + nearest * dy - py);
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
