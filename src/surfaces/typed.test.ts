import { describe, expect, test } from 'vitest';
import { minimaOf } from './minima.ts';
import { defaultParameters, lossEvaluator } from './loss.ts';
import { readFormula } from './typed.ts';
import { typedSurface } from './typedSurface.ts';

describe('a typed formula', () => {
  test('has sliders for the names that it reads and never writes', () => {
    expect(readFormula('x^4 - 2x^2 + 20 y^2 + a x y')).toMatchObject({
      problem: undefined,
      parameters: ['a'],
      dimensions: 2,
    });
    expect(readFormula('u = x - c\nv = u y;b u^2 + v^2').parameters).toEqual(['c', 'b']);
    expect(readFormula('f = x^2 + pi')).toMatchObject({ parameters: [], dimensions: 1, lines: ['x^2 + pi'] });
  });

  const wrong: [text: string, line: number, at: number, sentence: RegExp][] = [
    ['', 0, 0, /Type a formula/],
    ['x^2 +', 0, 5, /Expected a number/],
    ['u = x +\nu^2', 0, 7, /Expected a number/],
    ['u = x\n\nu^2 + )', 2, 6, /Expected a number/],
    ['x^2 + xy', 0, 6, /“xy” is one name\. Did you mean x\*y/],
    ['x^2 + g', 0, 6, /“g” belongs to rules/],
    ['x = 3\nx^2', 0, 0, /“x” is where a run stands/],
    ['u = v\nv = 2\nu x', 1, 0, /“v” is read before this line writes it/],
    ['u = u + 1\nx u', 0, 4, /own definition/],
    ['a (x + y)', 0, 0, /not a function\. Write a\*\(…\) to multiply/],
    ['sqr(x)', 0, 0, /Did you mean sqrt/],
    ['outer(x, y) + outer(y, x)', 0, 12, /number/],
    ['matmul(x, y)', 0, 0, /takes matrices/],
    ['x + global_norm(y)', 0, 16, /several of/],
    ['x + a1+a2+a3+a4+a5+a6+a7+a8+a9+b1+b2+b3+b4', 0, 40, /At most 12 names/],
    [`x + ${'1 + '.repeat(600)}1`, 0, 0, /at most 2000 characters/],
    ['x = y', 0, 0, /“x” is where/],
    ['x @ y', 0, 2, /can’t stand/],
  ];
  test.each(wrong)('%j is refused at its place', (text, line, at, sentence) => {
    const { problem } = readFormula(text);
    expect(problem).toMatchObject({ line, at });
    expect(problem!.message).toMatch(sentence);
  });
});

describe('its surface', () => {
  test('is the same object for the same formula, and another for another range', () => {
    const formula = { text: 'x^2 + a y^2' };
    expect(typedSurface({ ...formula })).toBe(typedSurface(formula));
    const other = typedSurface({ ...formula, ranges: { a: [0, 100] } });
    expect(other).not.toBe(typedSurface(formula));
    expect(other.parameters).toMatchObject([{ name: 'a', default: 1, min: 0, max: 100 }]);
  });

  test('shows the minima, which are found to 1e-9, and starts beside them', () => {
    const surface = typedSurface({ text: 'x^4 - 2x^2 + 20 y^2 + a x y' });
    const minima = minimaOf(surface, { a: 0 });
    expect(minima.map(({ x, y }) => [Math.abs(x), Math.abs(y)])).toEqual([
      [expect.closeTo(1, 9), expect.closeTo(0, 9)],
      [expect.closeTo(1, 9), expect.closeTo(0, 9)],
    ]);
    expect(minima[0]!.curvature).toEqual([expect.closeTo(8, 8), expect.closeTo(40, 8)]);
    for (const { x, y } of minimaOf(surface, { a: 1 })) {
      expect(4 * x ** 3 - 4 * x + y).toBeCloseTo(0, 9);
      expect(40 * y + x).toBeCloseTo(0, 9);
    }
  });

  const outlooks: [text: string, holds: readonly (readonly [number, number])[]][] = [
    ['(x - 40)^2 + (y + 30)^2', [[40, -30]]],
    [
      '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
      [
        [3, 2],
        [-2.805, 3.131],
        [-3.779, -3.283],
        [3.584, -1.848],
      ],
    ],
    ['1e-4 (x - 300)^2 + y^2', [[300, 0]]],
    ['x^2 - y^2', []],
    ['x^4 - x', [[0.63, 0]]],
    ['x log(x) + y^2', [[0.3679, 0]]],
  ];
  test.each(outlooks)('%s is shown where something happens', (text, holds) => {
    const surface = typedSurface({ text });
    for (const point of holds)
      surface.domain.forEach(([low, high], i) => {
        expect(point[i]).toBeGreaterThan(low);
        expect(point[i]).toBeLessThan(high);
      });
    const [x, y] = surface.start;
    const [loss] = lossEvaluator(surface, 'loss').run({ ...defaultParameters(surface), x, y }, 1);
    expect(loss![0]).toEqual(expect.not.closeTo(NaN));
    expect(Number.isFinite(loss![0]!)).toBe(true);
    expect(minimaOf(surface, defaultParameters(surface)).length).toBeGreaterThanOrEqual(holds.length);
  });

  test('starts on a slope, where the first corner of its domain is flat', () => {
    const formulas = ['cos(pi x/1.85)', '-exp(-4(x - 1)^2 - 4(y - 1)^2)'];
    for (const text of formulas) {
      const surface = typedSurface({ text, domain: [[-2.5, 2.5], [-1.8, 1.8]] }); // prettier-ignore
      const [x, y] = surface.start;
      const [, gx, gy] = lossEvaluator(surface, 'derivatives').run({ x, y }, 1);
      expect(Math.hypot(gx![0]!, gy![0]!), text).toBeGreaterThan(1e-3);
    }
  });

  test('of a formula that is defined nowhere is a gap with a start', () => {
    const surface = typedSurface({ text: 'log(-x^2 - y^2 - 1)' });
    expect(surface.start.every(Number.isFinite)).toBe(true);
    expect(minimaOf(surface, {})).toEqual([]);
  });
});
