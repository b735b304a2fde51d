import type { Experiment } from './experiment.ts';
import { VERSION } from './link.ts';
import { repair, type Repaired } from './repair.ts';

/** The experiment as JSON text, every field written out. */
export function encodeJson(experiment: Experiment): string {
  const signed = (_: string, value: unknown): unknown => (Object.is(value, -0) ? '-0' : value); // JSON has −0, stringify not
  return `${JSON.stringify({ version: VERSION, ...experiment }, signed, 2).replaceAll('"-0"', '-0')}\n`;
}

const NEWER = 'This experiment is from a newer version; what is known of it was read.';

/** Reads that JSON, repairing it field by field. Throws an Error, in words, if the text is no JSON at all. */
export function decodeJson(text: string): Repaired {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error('This is not an experiment: it is no valid JSON.');
  }
  const repaired = repair(raw);
  const newer = typeof raw === 'object' && raw !== null && 'version' in raw && Number(raw.version) > VERSION;
  return newer ? { ...repaired, adjustments: [NEWER, ...repaired.adjustments] } : repaired;
}
