import { callable, constants } from './functions.ts';

/** Functions of other languages, in this one's. */
const elsewhere: Readonly<Record<string, string>> = {
  ln: 'log(x)',
  log2: 'log(x)/log(2)',
  log10: 'log(x)/log(10)',
  lg: 'log(x)/log(10)',
  cbrt: 'sign(x)*pow(abs(x), 1/3)',
  sinh: '(exp(x) - exp(-x))/2',
  cosh: '(exp(x) + exp(-x))/2',
  cot: '1/tan(x)',
  asin: 'atan(x/sqrt(1 - x^2))',
  arcsin: 'atan(x/sqrt(1 - x^2))',
  acos: 'pi/2 - atan(x/sqrt(1 - x^2))',
  arccos: 'pi/2 - atan(x/sqrt(1 - x^2))',
  arctan: 'atan(x)',
  sgn: 'sign(x)',
  ceil: '-floor(-x)',
  round: 'floor(x + 0.5)',
  square: 'x^2',
  relu: 'max(x, 0)',
  sigmoid: '1/(1 + exp(-x))',
  softplus: 'log(1 + exp(x))',
};

const usual = 'sin, cos, exp, log, sqrt, abs, min and max';
const FARTHEST = 2; // edits from a name to what was meant
const MOST = 3;

/** What to write instead of a name that isn't known: `names` are those that may be read, any where there are none. */
export function advice(text: string, names: ReadonlySet<string> | undefined): string {
  if (names?.has(text) || Object.hasOwn(constants, text)) return `Write ${text}*(…) to multiply.`;
  if (names && text.length <= 12) {
    const letters = Array.from(text);
    if (letters.length > 1 && letters.every(letter => names.has(letter))) return `Did you mean ${letters.join('*')}?`;
  }
  const small = text.toLowerCase();
  if (Object.hasOwn(callable, small)) return `Did you mean ${small}?`;
  if (Object.hasOwn(elsewhere, small)) return `Write ${text}(x) as ${elsewhere[small]}.`;
  const near = nearest(small);
  if (names) return `Known: ${[...names].slice(0, 8).join(', ')}; and functions such as ${near || usual}.`;
  if (near) return `Did you mean ${near}?`;
  return `${text.length <= 12 ? `Write ${text}*(…) to multiply. ` : ''}Functions are ${usual}, among others.`;
}

/** The functions that are spelled nearly so, the nearest first; those of rows, variables and replicas aside. */
function nearest(text: string): string {
  const near = Object.keys(callable)
    .filter(name => !name.includes('_'))
    .map(name => ({ name, far: edits(text, name) }))
    .filter(({ name, far }) => far <= FARTHEST && far < Math.min(text.length, name.length) - 1)
    .toSorted((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ name }) => name);
  return near.length < 2 ? near.join('') : `${near.slice(0, -1).join(', ')} or ${near.at(-1)}`;
}

/** How many letters are to be put in, left out or changed on the way from one word to the other. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  Array.from(from.slice(0, 20)).forEach((letter, i) => {
    const next = [i + 1];
    for (let k = 1; k <= to.length; k++)
      next.push(Math.min(row[k]! + 1, next[k - 1]! + 1, row[k - 1]! + (letter === to[k - 1] ? 0 : 1)));
    row = next;
  });
  return row[to.length]!;
}
