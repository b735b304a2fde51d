import { describe, expect, test } from 'vitest';
import { exactGradient } from '../optimizers/gradientSource.ts';
import { opening } from './experiment.ts';
import { runsOf } from './gradientSource.ts';
import { decodeLink, encodeLink } from './link.ts';

describe('what is unsound in where gradients come from is exact, and named', () => {
  test.each([
    ['noise:-1', 'gradient: σ goes from 0 to 1,000, not “-1”.'],
    ['noise:many', 'gradient: σ goes from 0 to 1,000, not “many”.'],
    ['noise', 'gradient: σ goes from 0 to 1,000, not “true”.'],
    ['replicas:2.5', 'gradient: There are 1 to 16 replicas, not “2.5”.'],
    ['reduce:max', 'gradient: replicas are joined by sum or mean, not “max”.'],
    ['float16:2', 'gradient: float16 is true or false, not “2”.'],
    ['difference:0', 'gradient: h goes from 1e-9 to 1, not “0”.'],
    ['seed:1e6', 'gradient: A seed is a whole number from 0 to 999,999, not “1000000”.'],
    ['sigma:1', 'gradient: there is no “sigma”.'],
    ['__proto__:1', 'gradient: there is no “__proto__”.'],
  ])('%s', (text, sentence) => {
    const { experiment, adjustments } = decodeLink(`v=1&gradient=${text}`);
    expect(adjustments).toEqual([sentence]);
    expect(experiment.gradient).toEqual(exactGradient);
  });
});

test('a seed alone changes no run; noise stands in every run', () => {
  const seeded = { ...opening, gradient: { ...exactGradient, seed: 9 } };
  expect(runsOf(seeded)).toBe(seeded.runs);
  const noisy = { ...opening, gradient: { ...exactGradient, noise: 1 } };
  expect(runsOf(noisy).map(({ source }) => source)).toEqual([noisy.gradient, noisy.gradient]);
  expect(encodeLink(noisy)).toBe('v=1&gradient=noise:1');
});
