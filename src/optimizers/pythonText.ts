/** A value written in Python or JSON. A call keeps its name and its arguments, positional ones under 0, 1, … */
export type PythonValue =
  number | string | boolean | null | readonly PythonValue[] | { readonly [key: string]: PythonValue } | PythonCall;

export interface PythonCall {
  readonly call: string;
  readonly args: Readonly<Record<string, PythonValue>>;
}

export const isCall = (value: PythonValue): value is PythonCall =>
  typeof value === 'object' && value !== null && 'call' in value && 'args' in value;

const token =
  /\s*(?:(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_][\w.]*)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([[\](){},:=;])|(\S))/y;

const words: Readonly<Record<string, PythonValue>> = {
  True: true,
  False: false,
  None: null,
  true: true,
  false: false,
  null: null,
};
const DEEPEST = 20;

/**
 * Reads a literal, a dict, a list or a constructor call, with an assignment before it if there is one. Throws an Error where
 * it is none of these. Nothing is ever run.
 */
export function readPython(text: string): PythonValue {
  const tokens = cut(text.length > 20_000 ? '' : text);
  let at = 0;
  let depth = 0;
  const next = (): string => tokens[at] ?? '';
  const take = (sign: string): void => {
    if (tokens[at++] !== sign) throw new Error(`Expected “${sign}”.`);
  };

  function value(): PythonValue {
    if (++depth > DEEPEST) throw new Error('Too deep.');
    const read = unit();
    depth--;
    return read;
  }

  function unit(): PythonValue {
    const first = tokens[at++];
    if (first === undefined) throw new Error('Expected a value.');
    if (first === '{') return Object.fromEntries(list('}', entry));
    if (first === '[') return list(']', value);
    if (first === '(') return list(')', value);
    if (/^['"]/.test(first)) return unquoted(first);
    if (/^-?[\d.]/.test(first)) return Number(first);
    if (Object.hasOwn(words, first)) return words[first]!;
    if (!/^[A-Za-z_]/.test(first)) throw new Error('Expected a value.');
    if (next() !== '(') throw new Error('A name stands for no value.');
    at++;
    let place = 0;
    return { call: first, args: Object.fromEntries(list(')', () => argument(() => String(place++)))) };
  }

  function argument(position: () => string): [string, PythonValue] {
    if (tokens[at + 1] !== '=') return [position(), value()];
    const key = tokens[at]!;
    at += 2;
    return [key, value()];
  }

  function entry(): [string, PythonValue] {
    const key = value();
    take(':');
    return [typeof key === 'string' ? key : JSON.stringify(key), value()];
  }

  function list<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    while (next() !== end) {
      items.push(item());
      if (next() !== end) take(',');
    }
    at++;
    return items;
  }

  if (tokens[1] === '=') at = 2;
  const read = value();
  if (next() === ';') at++;
  if (at < tokens.length) throw new Error('Expected the end.');
  return read;
}

function cut(text: string): string[] {
  const list: string[] = [];
  const matcher = new RegExp(token);
  const source = text.trimEnd();
  while (matcher.lastIndex < source.length) {
    const match = matcher.exec(source);
    if (!match || match[5]) throw new Error('Unexpected sign.');
    list.push((match[1] ?? match[2] ?? match[3] ?? match[4])!);
  }
  return list;
}

const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(.)/g, '$1');
