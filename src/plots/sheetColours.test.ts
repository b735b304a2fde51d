import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onRamp, palettes, type Colour } from './palette.ts';
import { lossScale, lossShare, paceShare, paintsOf } from './sheetColours.ts';
import { byBasin, byEnding, byLoss, sheetPainter } from './sheetPicture.ts';

/** Relative luminance, as WCAG has it. */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('the colours of sheets', () => {
  test.each(['light', 'dark'] as const)('the %s ramp goes one way in lightness, for every eye', theme => {
    const steps = Array.from({ length: 50 }, (_, i) => luminance(onRamp(palettes[theme].ramp, i / 49)));
    const sign = theme === 'light' ? -1 : 1;
    expect(steps.every((value, i) => i === 0 || sign * (value - steps[i - 1]!) > -1e-3)).toBe(true);
    expect(Math.abs(steps[49]! - steps[0]!)).toBeGreaterThan(0.6);
  });

  test('a loss scale has whole decades from the start’s loss down, and its shares grow as the loss falls', () => {
    const losses = Float32Array.from({ length: 1000 }, (_, i) => 10 ** (1.5 - i / 100));
    const scale = lossScale(losses, new Uint8Array(1000).fill(1), 0, 30);
    expect(scale).toEqual({ least: 0, top: 2, bottom: -9 });
    expect(lossShare(scale, 100)).toBeCloseTo(0);
    expect(lossShare(scale, 1e-9)).toBeCloseTo(1);
    expect(lossShare(scale, 1000)).toBeLessThan(0);
    expect(lossShare(scale, 0)).toBe(1);
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (at, more) => {
          expect(lossShare(scale, 10 ** at)).toBeGreaterThan(lossShare(scale, 10 ** (at + more)));
        },
      ),
    );
    expect(paceShare(0, 200)).toBe(0);
    expect(paceShare(200, 200)).toBe(1);
  });
});

describe('a painted sheet', () => {
  const endings = ['unknown', 'converged', 'resting', 'unmoved', 'cycling', 'moving', 'diverged'];
  const paints = paintsOf(palettes.light);
  const sheet = {
    columns: 3,
    rows: 2,
    ending: Uint8Array.of(1, 6, 0, 5, 4, 1),
    steps: Uint16Array.of(10, 5, 0, 200, 200, 180),
    loss: Float32Array.of(1e-9, 1e30, 0, 0.5, 0.5, 1e-3),
  };
  const unknown = paints.plain.unknown![0];

  test('a cell not run yet has the colour of its stand-in, or that of the unknown', () => {
    const colouring = byEnding(sheet, paints, endings, 200);
    const alone = sheetPainter(sheet, colouring, unknown, () => -1)(0, 2);
    expect(alone[2]).toBe(unknown);
    const shown = sheetPainter(sheet, colouring, unknown, () => 0)(0, 2);
    expect(shown[2]).toBe(shown[0]);
    expect(sheetPainter(sheet, colouring, unknown, () => 0)(1, 2)).toEqual(shown.slice(3));
  });

  test('endings, losses, paces and basins are told apart', () => {
    const scale = lossScale(sheet.loss, sheet.ending, 0, 1);
    for (const colouring of [byEnding(sheet, paints, endings, 200), byLoss(sheet, paints, endings, scale)]) {
      const [fast, diverged, , moving, , slow] = sheetPainter(sheet, colouring, unknown, () => -1)(0, 2);
      expect(new Set([fast, diverged, moving, slow]).size).toBe(4);
    }
    const labels = Uint8Array.of(1, 0, 0, 0, 0, 2);
    const [first, , , moving, , second] = sheetPainter(
      sheet,
      byBasin(sheet, paints, endings, 200, labels),
      unknown,
      () => -1,
    )(0, 2);
    expect(new Set([first, moving, second]).size).toBe(3);
  });
});
