/** A fixed sequence in [−50, 50): what a random matrix stands for. */
export function spread(count: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state / 2147483648) * 100 - 50;
  });
}
export const columnNorms = (values: readonly number[], columns: number): number[] =>
  Array.from({ length: columns }, (_, j) => Math.hypot(...values.filter((_, i) => i % columns === j)));
