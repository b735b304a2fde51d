import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centreOf, edgeMark, frameAround, panBy, ticks, zoomAt, type Frame } from './frame.ts';

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const frames: fc.Arbitrary<Frame> = fc
  .tuple(coordinate, coordinate, fc.double({ min: 1e-3, max: 1e4, noNaN: true }), fc.nat(2000), fc.nat(2000))
  .map(([x, y, width, across, down]) => frameAround({ x, y, width }, across + 10, down + 10));
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Of numbers as large as the frame's own: what doubles leave of them, in pixels. */
const slack = ({ unit, x0, y1 }: Frame): number => 1e-9 + 1e-12 * unit * (Math.abs(x0) + Math.abs(y1) + 1);
const frame = frameAround({ x: 1, y: -2, width: 8 }, 400, 200);

describe('a frame', () => {
  test('has its centre in the middle, one scale for both axes, and y upwards', () => {
    expect(frame).toMatchObject({ unit: 50, x0: -3, x1: 5, y0: -4, y1: 0 });
    expect(frame.toPixel(1, -2)).toEqual([200, 100]);
    expect(frame.toPixel(-3, 0)).toEqual([0, 0]);
    expect(frame.toData(400, 200)).toEqual([5, -4]);
  });

  test('takes pixels to data and back to the same pixels', () => {
    fc.assert(
      fc.property(frames, share, share, (any, a, b) => {
        const [px, py] = [a * any.width, b * any.height];
        const [qx, qy] = any.toPixel(...any.toData(px, py));
        expect(Math.max(Math.abs(qx - px), Math.abs(qy - py))).toBeLessThan(slack(any));
      }),
      { seed: 1 },
    );
  });

  test('holds the domain it is made round, as large as may be', () => {
    const [wide, high] = [centreOf([[-1, 3], [0, 1]], 400, 300), centreOf([[0, 1], [-1, 3]], 400, 300)]; // prettier-ignore
    expect(wide).toEqual({ x: 1, y: 0.5, width: 4 });
    expect(high).toEqual({ x: 0.5, y: 1, width: 16 / 3 });
  });
});

describe('zooming', () => {
  test('keeps the point under the pointer', () => {
    const factors = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(frames, factors, share, share, (before, factor, a, b) => {
        const [px, py] = [a * before.width, b * before.height];
        const after = frameAround(zoomAt(before, factor, px, py), before.width, before.height);
        expect(after.unit / before.unit).toBeCloseTo(factor, 6);
        const [qx, qy] = after.toPixel(...before.toData(px, py));
        expect(Math.max(Math.abs(qx - px), Math.abs(qy - py))).toBeLessThan(100 * slack(after));
      }),
      { seed: 2 },
    );
  });

  test('stops at its limits, without moving away', () => {
    const far = frameAround({ x: 0, y: 0, width: 1e6 }, 400, 200);
    expect(zoomAt(far, 0.5, 10, 10)).toEqual({ x: 0, y: 0, width: 1e6 });
    const near = frameAround({ x: 1, y: 2, width: 1e-4 }, 400, 200);
    expect(zoomAt(near, 4, 200, 100)).toEqual({ x: 1, y: 2, width: 1e-4 });
  });
});

test('panning moves what is seen with the pointer', () => {
  const moved = frameAround(panBy(frame, 50, -100), 400, 200);
  expect(moved.toPixel(1, -2)).toEqual([250, 0]);
  expect(moved.unit).toBe(frame.unit);
});

test('ticks are round numbers with as many decimals as tell them apart', () => {
  expect(ticks(-1, 1, 4).map(({ text }) => text)).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0']);
  expect(ticks(-1, 1, 4).map(({ value }) => value)).toEqual([-1, -0.5, 0, 0.5, 1]);
});

describe('the mark of what is outside the picture', () => {
  test('lies on the border, towards it', () => {
    expect(edgeMark(frame, 600, 100)).toEqual({ px: 396, py: 100, angle: 0 });
    expect(edgeMark(frame, 200, 5000)).toEqual({ px: 200, py: 196, angle: 90 });
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: 201, max: 1e9, noNaN: true }),
        (px, py) => {
          const mark = edgeMark(frame, px, py)!;
          expect(mark.px).toBeGreaterThanOrEqual(3.999);
          expect(mark.px).toBeLessThanOrEqual(396.001);
          expect(mark.py).toBeLessThanOrEqual(196.001);
        },
      ),
      { seed: 3 },
    );
  });

  test('is not there for what is inside', () => {
    expect(edgeMark(frame, 400, 0)).toBeUndefined();
  });
});
