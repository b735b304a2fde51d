import { crowdColours, crowdLimits, crowdShapes, crowdTails, type Crowd } from './crowd.ts';
import { isRecord, quote } from './raw.ts';

type Adjust = (sentence: string) => void;

/** A crowd as it stands in a link: `disk,100000,size:1,colour:speed`; but for the shape, defaults are left out. */
export function encodeCrowd(crowd: Crowd, usual: Crowd): string {
  const fields: string[] = [crowd.shape];
  if (crowd.count !== usual.count) fields.push(String(crowd.count));
  for (const key of ['size', 'colour', 'tails', 'seed'] as const)
    if (!Object.is(crowd[key], usual[key])) fields.push(`${key}:${crowd[key]}`);
  return fields.join(',');
}

/** Reads such a text into an object for `readCrowd` to repair. */
export function decodeCrowd(text: string, adjust: Adjust): Record<string, unknown> {
  const [shape, ...fields] = text.split(',');
  const raw: Record<string, unknown> = shape === '' ? {} : { shape };
  for (const field of fields.filter(Boolean)) {
    const at = field.indexOf(':');
    const [key, value] = at < 0 ? ['count', field] : [field.slice(0, at), field.slice(at + 1)];
    if (Object.hasOwn(raw, key)) adjust(`crowd: ${quote(key)} stands twice; the first is used.`);
    else Object.defineProperty(raw, key, { value: number(value), enumerable: true });
  }
  return raw;
}

const number = (text: string): number | string =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;

/** A crowd of untrusted data, what is wrong replaced and named; null where there is none. */
export function readCrowd(value: unknown, usual: Crowd, adjust: Adjust): Crowd | null {
  if (value === undefined || value === null) return null;
  if (!isRecord(value)) {
    adjust(`crowd is a list of settings by name, not ${quote(value)}: there is none.`);
    return null;
  }
  for (const key of Object.keys(value)) if (!Object.hasOwn(usual, key)) adjust(`A crowd has no setting ${quote(key)}.`);

  function among<T extends string | number>(key: 'shape' | 'colour' | 'tails', choices: readonly T[], fallback: T): T {
    const given = (value as Record<string, unknown>)[key];
    if (given === undefined) return fallback;
    const choice = choices.find(name => name === given);
    if (choice === undefined)
      adjust(`crowd: ${key} is one of ${choices.join(', ')}, not ${quote(given)}: ${fallback} is used.`);
    return choice ?? fallback;
  }
  function within(key: 'count' | 'size' | 'seed', whole: boolean): number {
    const given = (value as Record<string, unknown>)[key];
    const { least, most } = crowdLimits[key];
    if (given === undefined) return usual[key];
    if (typeof given === 'number' && given >= least && given <= most && (!whole || Number.isInteger(given)))
      return given;
    adjust(
      `crowd: ${key} is a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not ${quote(given)}: ${usual[key]} is used.`,
    );
    return usual[key];
  }
  return {
    shape: among('shape', crowdShapes, usual.shape),
    count: within('count', true),
    size: within('size', false),
    colour: among('colour', crowdColours, usual.colour),
    tails: among('tails', crowdTails, usual.tails),
    seed: within('seed', true),
  };
}
