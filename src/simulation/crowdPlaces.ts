import { offsetsOf, type Offsets } from '../experiment/crowdStarts.ts';
import type { CrowdJob, CrowdShare } from './crowdJob.ts';

/** The starts that one worker has of those who go by one rule, and the number of the first of them. */
export interface Part extends Offsets {
  readonly rule: number;
  readonly first: number;
}

/** A worker's share of a crowd, rule by rule: particle i of all goes by rule i mod rules, from place ⌊i / rules⌋. */
export function partsOf({ crowd, jobs }: CrowdJob, { index, of }: Pick<CrowdShare, 'index' | 'of'>): Part[] {
  const rules = jobs.length;
  const places = Math.ceil(crowd.count / rules);
  return jobs.flatMap(({ starts }, rule) => {
    const all = Math.ceil((crowd.count - rule) / rules);
    const [first, end] = [Math.floor((all * index) / of), Math.floor((all * (index + 1)) / of)];
    if (end <= first) return [];
    const [startX, startY] = starts[0]!;
    const { x, y } = kept({ ...crowd, count: places }, first, end - first);
    return { rule, first, x: x.map(offset => startX + offset), y: y.map(offset => startY + offset) };
  });
}

const known = new Map<string, Offsets>();
const MOST_KNOWN = 8;

/** Offsets as they were last worked out: while the start is dragged they stay what they are. */
function kept({ shape, count, size, seed }: CrowdJob['crowd'], first: number, length: number): Offsets {
  const key = [shape, count, size, seed, first, length].join();
  let offsets = known.get(key);
  if (!offsets) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, (offsets = offsetsOf({ shape, count, size, seed }, first, length)));
  }
  return offsets;
}
