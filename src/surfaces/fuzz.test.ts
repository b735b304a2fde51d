import { expect, test } from 'vitest';
import { chance, lowered, mutatedFormula, randomText, tryText } from './testing/fuzz.ts';

// The same as `npm run fuzz`, a hundredth of it; that also has the clock and the GPU's own compiler.
const kinds = { 'random strings': [randomText, 9000], 'mutated formulas': [mutatedFormula, 1000] } as const;

test.each(Object.entries(kinds))('%s are accepted or refused in words', (_, [make, count]) => {
  const random = chance(20260822);
  const complaints: string[] = [];
  let accepted = 0;
  for (let i = 0; i < count; i++) {
    const text = make(random);
    const verdict = tryText(text);
    if (verdict.complaint) complaints.push(`${JSON.stringify(text.slice(0, 80))} ${verdict.complaint}`);
    if (!verdict.accepted) continue;
    accepted++;
    expect(lowered(verdict.accepted).names).toHaveLength(3);
  }
  expect(complaints).toEqual([]);
  expect(accepted).toBeGreaterThan(count / 100);
  expect(accepted).toBeLessThan(count * 0.8);
});
