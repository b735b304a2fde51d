/** Python's errors that JavaScript has no class for; TypeError is JavaScript's own. `name` says which. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}
export class AttributeError extends Error {
  override readonly name = 'AttributeError';
}
export class KeyError extends Error {
  override readonly name = 'KeyError';
}
export class IndexError extends Error {
  override readonly name = 'IndexError';
}
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
}

/** A value as Python prints it: None, True, 'text', [1, 2], {'a': 1}. */
export function python(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'number') return Number.isNaN(value) ? 'nan' : String(value).replace('Infinity', 'inf');
  if (typeof value === 'function') return `<function ${value.name || '<lambda>'}>`;
  if (Object.getPrototypeOf(value) === Object.prototype)
    return `{${Object.entries(value)
      .map(([key, item]) => `'${key}': ${python(item)}`)
      .join(', ')}}`;
  return typeof value === 'object' ? `<${value.constructor.name}>` : typeof value;
}

/** A number as Python prints a float: 1.0. */
export const pythonFloat = (value: unknown): string =>
  typeof value === 'number' && /^-?\d+$/.test(String(value)) ? `${value}.0` : python(value);
