import type { Arena } from './arena.ts';
import type { Plan } from './plan.ts';

/** Many particles of one plan, before their first call. All arrays are float32. */
export interface SwarmInput {
  readonly plan: Plan;
  readonly count: number;
  /** The number of the first particle among all, where they are shared out to several workers; 0 if nothing is said. */
  readonly first?: number;
  /** One channel after the other, in the order of plan.state: state[channel · count + particle]. */
  readonly state: Float32Array;
  /** The numbers of plan.uniforms that all particles share. */
  readonly uniforms: Float32Array;
  /** Those in which they differ: place in plan.uniforms → one number a particle. */
  readonly columns: ReadonlyMap<number, Float32Array>;
  /** Row k − 1 holds call k's host values, as in backend.ts. */
  readonly host: Float32Array;
  /** Where the swarm may keep its numbers, if it is gone before the arena is. */
  readonly arena?: Arena;
}

/** A moment to come back to; only the swarm that made it can read it. */
export interface Keyframe {
  readonly step: number;
  dispose(): void;
}

/** Where particles lie, counted on a grid of `width` × `height` cells, row by row from the top. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** What `bin` counts, a number a cell. */
export interface Binned {
  readonly counts: Uint32Array;
  readonly sums: Float32Array;
}

/** Particles of one plan on one backend, all at the same call. */
export interface Swarm {
  readonly backend: 'array' | 'loops' | 'webgpu';
  readonly count: number;
  /** Calls done. */
  readonly step: number;
  /**
   * Plays on to call `to` ≥ step. `pause`, if given, is awaited between slices of at most 50 ms and ends the play early by
   * resolving to false; then the particles stand at a call that all have reached. Rejects with a SwarmFault where the
   * backend is lost.
   */
  play(to: number, pause?: () => Promise<boolean>): Promise<void>;
  /** Channels of plan.state, or `loss`, one number a particle, written into fresh or given arrays. */
  read(channels: readonly string[], into?: readonly Float32Array[]): Promise<Float32Array[]>;
  /**
   * Particles in each cell, and the sum of a channel's values over them (0 where no channel is asked for); written into
   * the given arrays where they have the grid's size.
   */
  bin(grid: Grid, channel?: string, into?: Binned): Promise<Binned>;
  keep(): Keyframe;
  restore(keyframe: Keyframe): void;
  dispose(): void;
}

/** The backend can't go on: the device is lost, memory refused, a submission never settled. The job may go elsewhere. */
export class SwarmFault extends Error {
  override readonly name = 'SwarmFault';
}
