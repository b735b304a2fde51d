/** A minus sign in place of the hyphen. */
const typeset = (text: string): string => text.replace(/-/g, '−').replace(/e\+?/, 'e');

/** Five digits that mean something, for numbers that stand beside others. */
export function brief(value: number, digits = 5): string {
  if (!Number.isFinite(value)) return '–';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 0.001 || magnitude >= 1e5)) return typeset(value.toExponential(digits - 2));
  return typeset(String(Number(value.toPrecision(digits))));
}

export const briefVector = ([x, y]: readonly [number, number]): string => `(${brief(x)}, ${brief(y)})`;

/** The shortest decimal that rounds to the same float32. */
export function shortestFloat32(number: number): string {
  const value = Math.fround(number);
  if (!Number.isFinite(value)) return '';
  for (let digits = 1; digits <= 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return Object.is(value, -0) ? '-0' : String(Number(text));
  }
  return String(value);
}
