import type { Crowd } from '../experiment/crowd.ts';
import { joined, momentsOf, type Moments } from '../experiment/noiseCloud.ts';
import type { CrowdPoints, CrowdTally, Layer } from './crowdJob.ts';
import { binKinds } from './crowdKinds.ts';
import type { Grid, Swarm } from './swarm.ts';

/** What is seen of some swarms: every particle, or how many there are in each cell. */
export interface CrowdViews {
  /** From now on the colours tell kinds apart: one a particle, swarm by swarm. */
  setKinds(kinds: readonly Uint8Array[], count: number): void;
  points(): Promise<CrowdPoints>;
  /** A layer a kind; one of all where there are no kinds. */
  layers(grid: Grid, spare: readonly Layer[]): Promise<Layer[]>;
  tally(arrived: number): Promise<Omit<CrowdTally, 'step'>>;
  census(): readonly number[] | null;
}

/** Where particles have been, swarm by swarm: all x after a call, then all y. */
export type Past = () => readonly Float32Array[];

export function createCrowdViews(swarms: readonly Swarm[], colour: Crowd['colour'], past: Past): CrowdViews {
  const channel = colour === 'loss' || colour === 'speed' ? colour : undefined;
  let kinds: { readonly of: readonly Uint8Array[]; readonly count: number } | undefined;
  const total = swarms.reduce((sum, { count }) => sum + count, 0);
  let places: Float32Array[][] | undefined; // read into again and again

  return {
    setKinds: (of, count) => void (kinds = { of, count }),
    census() {
      if (!kinds) return null;
      const census = Array<number>(kinds.count).fill(0);
      for (const own of kinds.of) for (const kind of own) census[kind]!++;
      return census;
    },
    async tally(most) {
      let [arrived, lost] = [0, 0];
      const parts: Moments[] = [];
      for (const swarm of swarms) {
        const [x, y, loss] = (await swarm.read(['x', 'y', 'loss'])) as [Float32Array, Float32Array, Float32Array];
        parts.push(momentsOf(x, y));
        for (let i = 0; i < loss.length; i++)
          if (loss[i]! <= most) arrived++;
          else if (!Number.isFinite(x[i]! + y[i]! + loss[i]!)) lost++;
      }
      return { arrived, lost, moments: joined(parts) };
    },
    async points() {
      const names = ['x', 'y', ...(channel ? [channel] : [])];
      const read: Float32Array[][] = [];
      for (const swarm of swarms) read.push(await swarm.read(names));
      const all = (i: number): Float32Array =>
        inARow(
          new Float32Array(i < names.length ? total : 0),
          read.map(arrays => arrays[i] ?? []),
        );
      return {
        x: all(0),
        y: all(1),
        value: all(2),
        kind: inARow(new Uint8Array(kinds ? total : 0), kinds?.of ?? []),
        tail: sideBySide(past(), swarms),
      };
    },
    async layers(grid, spare) {
      if (!kinds) {
        const [swarm] = swarms;
        return swarm ? [await swarm.bin(grid, channel, spare[0])] : [];
      }
      const size = grid.width * grid.height;
      const layers = Array.from({ length: kinds.count }, (_, kind): Layer => {
        const used = spare[kind];
        if (used?.counts.length !== size) return { counts: new Uint32Array(size), sums: new Float32Array(0) };
        used.counts.fill(0);
        return used;
      });
      for (const [i, swarm] of swarms.entries()) {
        places ??= [];
        places[i] = await swarm.read(['x', 'y'], places[i]);
        binKinds(places[i], kinds.of[i]!, grid, layers);
      }
      return layers;
    },
  };
}

/** Fills an array with the numbers of others, one after the other. */
function inARow<T extends Float32Array | Uint8Array>(into: T, parts: readonly ArrayLike<number>[]): T {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
}

/** Rows of several swarms as rows of all of their particles. */
function sideBySide(parts: readonly Float32Array[], swarms: readonly Swarm[]): Float32Array {
  if (parts.length < 2) return parts[0] ?? new Float32Array(0);
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  const total = swarms.reduce((sum, { count }) => sum + count, 0);
  let first = 0;
  for (const [i, { count }] of swarms.entries()) {
    const part = parts[i]!;
    for (let from = 0, to = first; from < part.length; from += count, to += total)
      all.set(part.subarray(from, from + count), to);
    first += count;
  }
  return all;
}
