import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Experiment } from './experiment.ts';
import { isRecord, quote } from './raw.ts';

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  readonly says: string;
}

type NumberKey = 'batch' | 'noise' | 'replicas' | 'difference' | 'seed';

/** What the numbers of a source may be. */
export const sourceRanges: Readonly<Record<NumberKey, Range>> = {
  batch: { least: 1, most: 1000, whole: true, says: 'A batch has 1 to 1,000 samples' },
  noise: { least: 0, most: 1000, says: 'σ goes from 0 to 1,000' },
  replicas: { least: 1, most: 16, whole: true, says: 'There are 1 to 16 replicas' },
  difference: { least: 1e-9, most: 1, says: 'h goes from 1e-9 to 1' },
  seed: { least: 0, most: 999_999, whole: true, says: 'A seed is a whole number from 0 to 999,999' },
};

/** Why a number can't be taken; undefined if it can. */
export function sourceObjection(key: NumberKey, value: unknown): string | undefined {
  const { least, most, whole, says } = sourceRanges[key];
  const sound =
    typeof value === 'number' && value >= least && value <= most && (whole !== true || Number.isInteger(value));
  return sound ? undefined : `${says}.`;
}

const isNumberKey = (key: string): key is NumberKey => Object.hasOwn(sourceRanges, key);

/** Whether gradients are the loss's own. */
const isExact = (source: GradientSource): boolean => encodeSource({ ...source, seed: exactGradient.seed }) === '';

/** As it stands in a link: `noise:0.5,replicas:4,reduce:sum,float16`; what is usual is left out. */
export function encodeSource(source: GradientSource): string {
  return Object.entries(source)
    .filter(([key, value]) => value !== null && !Object.is(value, exactGradient[key as keyof GradientSource]))
    .map(([key, value]) => (value === true ? key : `${key}:${value}`))
    .join(',');
}

/** Reads such a text into an object that is then repaired field by field. */
export function decodeSource(text: string): Record<string, unknown> {
  const read = (value: string | undefined): unknown =>
    value === undefined || value === 'true'
      ? true
      : /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value)
        ? Number(value)
        : value;
  const fields = text.split(',').filter(Boolean);
  return Object.fromEntries(
    fields.map(field => {
      const [key, value] = field.split(':', 2) as [string, string | undefined];
      return [key, read(value)];
    }),
  );
}

/** A source made of untrusted data: what is unsound is exact, and is named. Never throws. */
export function readSource(value: unknown, adjust: (sentence: string) => void): GradientSource {
  if (value === undefined) return exactGradient;
  if (!isRecord(value)) {
    adjust(`gradient says where gradients come from; it is not ${quote(value)}.`);
    return exactGradient;
  }
  const sound = Object.entries(value).filter(([key, field]) => {
    const reason = objectionTo(key, field);
    if (reason !== undefined) adjust(`gradient: ${reason}`);
    return reason === undefined;
  });
  return { ...exactGradient, ...Object.fromEntries(sound) };
}

function objectionTo(key: string, value: unknown): string | undefined {
  if (!Object.hasOwn(exactGradient, key)) return `there is no ${quote(key)}.`;
  if (value === exactGradient[key as keyof GradientSource]) return undefined;
  if (isNumberKey(key)) {
    const reason = sourceObjection(key, value);
    return reason && `${reason.slice(0, -1)}, not ${quote(value)}.`;
  }
  if (key === 'float16' || key === 'replacement')
    return typeof value === 'boolean' ? undefined : `${key} is true or false, not ${quote(value)}.`;
  return value === 'sum' || value === 'mean' ? undefined : `replicas are joined by sum or mean, not ${quote(value)}.`;
}

/** The runs as they are carried out: with the experiment's source of gradients. */
export function runsOf({ runs, gradient }: Pick<Experiment, 'runs' | 'gradient'>): readonly OptimizerConfig[] {
  return isExact(gradient) ? runs : runs.map(run => ({ ...run, source: gradient }));
}

/** One run as it is carried out. */
export const asCarriedOut = ({ gradient }: Experiment, run: OptimizerConfig): OptimizerConfig =>
  runsOf({ runs: [run], gradient })[0]!;
