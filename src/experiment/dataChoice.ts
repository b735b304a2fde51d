import { columnNamed, type DataSet } from '../data/dataSet.ts';
import { isOwnId, ownSet } from '../data/own.ts';
import { samplesOf, type Samples } from '../data/samples.ts';
import { dataSets } from '../data/sets/index.ts';
import { outlookOf } from '../surfaces/domain.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Surface } from '../surfaces/surface.ts';
import { surfaceSamples } from '../surfaces/usualSamples.ts';
import { isRecord, quote } from './raw.ts';

/** What a loss over data is the mean over: two columns of a set, by their names. */
export interface DataChoice {
  readonly set: string;
  readonly input: string;
  readonly target: string;
}

/** A set of ours, or one that was brought along in this visit. */
export const dataSetOf = (id: string): DataSet | undefined => dataSets.find(set => set.id === id) ?? ownSet(id);

/** The samples of a choice that `readData` let through, with their units. */
export function samplesOfChoice({ set, input, target }: DataChoice): Samples {
  const samples = samplesOf(dataSetOf(set)!, input, target);
  if ('error' in samples) throw new Error(samples.error);
  return samples;
}

/** The first two columns of a set. */
export const firstColumns = ({ id, columns }: DataSet): DataChoice => ({
  set: id,
  input: columns[0]!.name,
  target: columns[1]!.name,
});

/** The first columns of a set that a surface can be over; undefined where there are none. */
export function usualColumns(surface: Surface, set: DataSet): DataChoice | undefined {
  const pairs = [firstColumns(set), ...pairsOf(set)];
  return pairs.find(choice => dataObjection(surface, choice, set) === undefined);
}

const pairsOf = ({ id, columns }: DataSet): DataChoice[] =>
  columns.flatMap(input =>
    columns.filter(target => target !== input).map(target => ({ set: id, input: input.name, target: target.name })),
  );

/** What a surface of the catalogue opens with; undefined where it is not over data. */
export function usualData({ samples }: Surface): DataChoice | undefined {
  if (!samples) return undefined;
  const [set, input, target] = JSON.parse(samples.key) as [string, string, string];
  return { set, input, target };
}

/** Why a surface can't be over a choice of columns, in a sentence; undefined if it can. */
export function dataObjection(
  surface: Surface,
  { set: id, input, target }: DataChoice,
  set = dataSetOf(id),
): string | undefined {
  if (!set) return `There is no data set ${quote(id)}.`;
  const samples = surfaceSamples(set, input, target);
  if ('error' in samples) return samples.error;
  if (columnNamed(set, input)!.classes) return `The input is a column of numbers; ${input} is of classes.`;
  if (surface.classes && !columnNamed(set, target)!.classes)
    return `${surface.title} takes a column of two classes as its target; ${target} is of numbers.`;
  return undefined;
}

/** A surface whose minimum other data have moved away shows the ground up to there, too. */
function withMinimumInView(surface: Surface): Surface {
  if (minimaOf(surface, {}).length > 0) return surface;
  const { domain } = outlookOf(surface);
  const both = (axis: 0 | 1): readonly [number, number] => [
    Math.min(surface.domain[axis][0], domain[axis][0]),
    Math.max(surface.domain[axis][1], domain[axis][1]),
  ];
  return { ...surface, domain: [both(0), both(1)] };
}

const KEPT = 16;
const made = new Map<string, Surface>();

/** A surface over other data; the same object for the same data. */
export function overData(surface: Surface, choice: DataChoice): Surface {
  const key = JSON.stringify([surface.name, choice.set, choice.input, choice.target]);
  let result = made.get(key);
  if (!result) {
    const samples = surfaceSamples(dataSetOf(choice.set)!, choice.input, choice.target);
    if ('error' in samples) throw new Error(samples.error);
    result = samples.key === surface.samples?.key ? surface : withMinimumInView({ ...surface, samples });
    if (made.size >= KEPT) made.delete(made.keys().next().value!);
    made.set(key, result);
  }
  return result;
}

/** As it stands in a link: `galton`, or with the places of its columns, from 1, where they are not the first two: `penguins,3,4`. */
export function encodeData({ set: id, input, target }: DataChoice): string {
  const names = dataSetOf(id)!.columns.map(({ name }) => name);
  const places = [input, target].map(name => names.indexOf(name) + 1);
  return places.join() === '1,2' ? id : [id, ...places].join(',');
}

/** Reads such a text into an object that is then repaired. */
export function decodeData(text: string): unknown {
  const [id, input = '1', target = '2'] = text.split(',') as [string, string?, string?];
  const columns = dataSetOf(id)?.columns ?? [];
  const named = (place: string): string => columns[Number(place) - 1]?.name ?? place;
  return { set: id, input: named(input), target: named(target) };
}

/** The data of a surface over data, made of an untrusted value: what is unsound is as usual, and is named. Never throws. */
export function readData(raw: unknown, surface: Surface, adjust: (sentence: string) => void): DataChoice | undefined {
  const usual = usualData(surface);
  if (!usual || raw === undefined) return usual;
  const { set, input, target } = isRecord(raw) ? raw : {};
  if (typeof set !== 'string' || typeof input !== 'string' || typeof target !== 'string') {
    adjust(`data is a set and two of its columns, not ${quote(raw)}: ${usual.set} is used.`);
    return usual;
  }
  const choice = { set, input, target };
  const reason =
    isOwnId(set) && !ownSet(set)
      ? 'This link was made with a table that stayed on its maker’s machine; open the same file to see the same.'
      : dataObjection(surface, choice);
  if (reason === undefined) return choice;
  adjust(`${reason} ${dataSetOf(usual.set)!.name} is shown.`);
  return usual;
}
