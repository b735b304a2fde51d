import type { CurveOf } from './curveFrame.ts';
import type { Field } from './field.ts';
import type { Frame } from './frame.ts';

const STEP = 1.5; // pixels between samples
const FAR = 4000;

/** A curve in its frame: its line, the ground under it, and the stretches where it is not defined. */
export function curveFieldOf(curve: CurveOf, frame: Frame): Field {
  const { width, height, x0, x1, y0, y1 } = frame;
  const count = Math.max(2, Math.ceil(width / STEP));
  const xs = Float64Array.from({ length: count + 1 }, (_, i) => x0 + ((x1 - x0) * i) / count);
  const values = curve.over(xs);
  const across = (i: number): string => ((width * i) / count).toFixed(1);
  const down = (value: number): string =>
    Math.max(-FAR, Math.min(height + FAR, ((y1 - value) / (y1 - y0)) * height)).toFixed(1);
  let [line, area, gap] = ['', '', ''];
  for (let i = 0; i <= count;) {
    const from = i;
    const undefinedHere = Number.isNaN(values[i]!);
    while (i <= count && Number.isNaN(values[i]!) === undefinedHere) i++;
    if (undefinedHere) {
      // From halfway to the neighbours, where the curve ends within a pixel.
      const [left, right] = [Math.max(0, from - 0.5), Math.min(count, i - 0.5)];
      gap += `M${across(left)} -2H${across(right)}V${height + 2}H${across(left)}Z`;
      continue;
    }
    const points = Array.from({ length: i - from }, (_, k) => `${across(from + k)} ${down(values[from + k]!)}`);
    line += `M${points.join('L')}`;
    area += `M${across(from)} ${height + 2}L${points.join('L')}L${across(i - 1)} ${height + 2}Z`;
  }
  return { bands: [], gap, curve: { line, area } };
}
