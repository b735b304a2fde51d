/** Σ (a₀ φ₀(u) + a₁ φ₁(u) − t)² is least where the normal equations hold: Φᵀ Φ a = Φᵀ t, of two unknowns. */
export function leastSquares(
  first: readonly number[],
  second: readonly number[],
  t: readonly number[],
): readonly [number, number] {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, row) => sum + value * b[row]!, 0);
  const [aa, ab, bb] = [dot(first, first), dot(first, second), dot(second, second)];
  const [at, bt] = [dot(first, t), dot(second, t)];
  const determinant = aa * bb - ab * ab;
  return [(at * bb - bt * ab) / determinant, (bt * aa - at * ab) / determinant];
}
