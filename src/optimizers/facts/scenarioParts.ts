import { expect } from 'vitest';
import type { Config, Dialect } from '../rules/rule.ts';

/** What happens under a unit test of Keras's, checked in place. */
export type Scenario = (unit: { readonly input: { readonly kwargs: Config } }, dialect: Dialect) => void;

export const near = (actual: ArrayLike<number>, expected: readonly number[]): void =>
  expected.forEach((value, i) =>
    expect(Math.abs(actual[i]! - value), `${actual[i]} ${value}`).toBeLessThanOrEqual(
      2e-6 * Math.max(1, Math.abs(value)),
    ),
  );

/** A fixed sequence in [−50, 50): what a random matrix stands for. */
export function spread(count: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state / 2147483648) * 100 - 50;
  });
}
