import { samplesOf } from '../data/samples.ts';
import type { DataSet } from '../data/dataSet.ts';
import type { Samples } from './surface.ts';

/** The samples of two columns, as a surface has them; or the sentence that says why there are none. */
export function surfaceSamples(set: DataSet, input: string, target: string): Samples | { readonly error: string } {
  const samples = samplesOf(set, input, target);
  if ('error' in samples) return samples;
  return { key: JSON.stringify([set.id, input, target]), u: samples.u.values, t: samples.t.values };
}

/** The first two columns of a set of ours. */
/* @__NO_SIDE_EFFECTS__ */
export function usualSamples(set: DataSet): Samples {
  const [input, target] = set.columns;
  const samples = surfaceSamples(set, input!.name, target!.name);
  if ('error' in samples) throw new Error(samples.error);
  return samples;
}
