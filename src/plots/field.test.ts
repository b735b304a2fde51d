import { describe, expect, test } from 'vitest';
import { surfaces } from '../surfaces/index.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { typedSurface } from '../surfaces/typedSurface.ts';
import { fieldOf, levels, sampleGrid } from './field.ts';
import { centreOf, frameAround, type Frame } from './frame.ts';

const CELL = 6;
const frameOf = ({ domain }: Surface): Frame => frameAround(centreOf(domain, 360, 240), 360, 240);
const parametersOf = (surface: Surface) => parameterInputs(defaultParameters(surface));
const named = surfaces.map(surface => [surface.name, surface] as const);

/** Every coordinate of a path; NaN for what is no number. */
const coordinates = (path: string): number[] =>
  path
    .split(/[MLZ,\s]+/)
    .filter(Boolean)
    .map(Number);

describe.each(named)('%s', (_, surface) => {
  const frame = frameOf(surface);
  const evaluator = lossEvaluator(surface, 'loss');

  test('has bands from the lowest ground to the highest, each with a path of finite numbers', () => {
    const list = fieldOf(evaluator, parametersOf(surface), frame, CELL).bands;
    expect(list.length).toBeGreaterThan(8);
    expect(list.at(-1)!.height).toBe(1);
    list.forEach(({ height, path }, i) => {
      expect(height).toBeGreaterThan(list[i - 1]?.height ?? 0);
      expect(path).toMatch(/^M.*Z$/);
      const all = coordinates(path);
      expect(all.every(Number.isFinite)).toBe(true);
      expect(Math.max(...all)).toBeLessThan(frame.width + 4 * CELL);
      expect(Math.min(...all)).toBeGreaterThan(-4 * CELL);
    });
  });

  test('has bands far outside its domain, where float64 ends, too', () => {
    const far = frameAround({ x: 0, y: 0, width: 1e200 }, 360, 240);
    const list = fieldOf(evaluator, parametersOf(surface), far, CELL).bands;
    expect(list.flatMap(({ path }) => coordinates(path)).every(Number.isFinite)).toBe(true);
  });
});

describe('the outline of a level', () => {
  test('runs where the loss is that high, to a fraction of a pixel', () => {
    const [bowl] = surfaces; // ravine, made round: ½ (x² + y²)
    const frame = frameOf(bowl!);
    const parameters = parameterInputs({ kappa: 1, rotation: 0 });
    const band = fieldOf(lossEvaluator(bowl!, 'loss'), parameters, frame, CELL).bands[6]!;
    const points = coordinates(band.path);
    const radii: number[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = [points[i]!, points[i + 1]!];
      const outside = px < 0 || px > frame.width || py < 0 || py > frame.height; // the border of the ground
      if (!outside) radii.push(Math.hypot(...frame.toData(px, py)) * frame.unit);
    }
    expect(radii.length).toBeGreaterThan(8);
    expect(Math.max(...radii) - Math.min(...radii)).toBeLessThan(0.5);
  });
});

describe('the grid', () => {
  test('goes row by row from the top left', () => {
    const [bowl] = surfaces;
    const corner = { x0: 0, x1: 2, y0: 0, y1: 1 };
    const parameters = parameterInputs({ kappa: 10, rotation: 0 });
    expect([...sampleGrid(lossEvaluator(bowl!, 'loss'), parameters, corner, 3, 2)]).toEqual([5, 5.5, 7, 0, 0.5, 2]);
  });
});

describe('levels', () => {
  test('rise, start at low ground and crowd there', () => {
    const list = levels(
      Float64Array.from({ length: 1001 }, (_, i) => i),
      10,
    );
    expect(list).toHaveLength(10);
    expect(list).toEqual(list.toSorted((a, b) => a - b));
    expect(list[0]).toBeCloseTo(2.5, 6);
    expect(list[9]).toBeCloseTo(902.5, 6);
  });

  test('of a plain are one', () => {
    expect(levels(new Float64Array(100).fill(3))).toEqual([3]);
  });
});

describe('undefined ground', () => {
  const frame = frameAround({ x: 0, y: 0, width: 6 }, 300, 200);
  const of = (text: string) => fieldOf(lossEvaluator(typedSurface({ text }), 'loss'), {}, frame, 4);

  test('is one shape whose edge is where the formula’s domain ends', () => {
    const { bands, gap } = of('log(4 - x^2 - y^2)');
    const edge: number[] = [];
    const points = coordinates(gap);
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = [points[i]!, points[i + 1]!];
      if (px > 0 && px < 300 && py > 0 && py < 200) edge.push(Math.hypot(...frame.toData(px, py)) * frame.unit);
    }
    expect(edge.length).toBeGreaterThan(50);
    for (const radius of edge) expect(Math.abs(radius - 2 * frame.unit)).toBeLessThan(4);
    expect(bands.length).toBeGreaterThan(8);
    expect(bands.flatMap(({ path }) => coordinates(path)).every(Number.isFinite)).toBe(true);
  });

  test('is none on a surface that is defined everywhere, and all where it is nowhere', () => {
    expect(of('x^2 + y^2').gap).toBe('');
    expect(of('log(-1 - x^2)').gap).toMatch(/^M/);
  });
});
