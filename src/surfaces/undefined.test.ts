import { expect, test } from 'vitest';
import { typedSurface } from './typedSurface.ts';
import { whyUndefined } from './undefined.ts';

const cases: [text: string, x: number, y: number, reason: string | undefined][] = [
  ['x log(x) + y^2', -1, 0, 'log of a negative number'],
  ['x log(x) + y^2', 0, 0, 'log of zero'],
  ['x log(x) + y^2', 1, 0, undefined],
  ['sqrt(x) + y', -0.5, 0, 'square root of a negative number'],
  ['sqrt(x^2 + y^2)', 0, 0, 'division by zero'],
  ['1/x + y', 0, 3, 'division by zero'],
  ['x^0.5 + y', -2, 0, 'a negative number to a power that is not whole'],
  ['x^-1 + y', 0, 0, 'zero to a negative power'],
  ['x^y', -2, 2, 'log of a negative number'],
  ['exp(x) - exp(x + y)', 500, 1, undefined],
  ['x^8 - y^8', 1e9, 1e9, undefined],
];
test.each(cases)('%s at %d, %d', (text, x, y, reason) => {
  expect(whyUndefined(typedSurface({ text }), {}, x, y)).toBe(reason);
});
