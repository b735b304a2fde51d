import type { Crowd } from '../experiment/crowd.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { Moments } from '../experiment/noiseCloud.ts';
import type { BackendChoice } from './backendChoice.ts';
import { traceJobs, type Job } from './job.ts';
import type { Grid, Swarm } from './swarm.ts';

/** The crowd of an experiment. Plain data: it crosses to workers. */
export interface CrowdJob {
  /** The runs whose rules move it; particle i goes by rule i mod length, from the start of place ⌊i / length⌋. */
  readonly jobs: readonly Job[];
  readonly crowd: Crowd;
}

/** The crowd of an experiment: it goes by the picked run, or by all where its colours tell the runs apart. */
export function crowdJob(experiment: Experiment, picked: number): CrowdJob | null {
  const { crowd, runs } = experiment;
  if (!crowd) return null;
  const jobs = traceJobs(experiment);
  return { crowd, jobs: crowd.colour === 'run' ? jobs : [jobs[Math.min(picked, runs.length - 1)]!] };
}

/** The part of the crowd that a worker has, the `index`-th of `of`, and what moves it there. */
export interface CrowdShare {
  readonly index: number;
  readonly of: number;
  readonly backend: BackendChoice;
}

/** Where a frame is drawn: the cells of the canvas. Fewer particles than `points` come one by one, more are counted. */
export interface FrameRequest {
  readonly job: CrowdJob;
  readonly share: CrowdShare;
  /** The calls wanted, and how many may be made to come nearer to it before answering. */
  readonly step: number;
  readonly most: number;
  readonly grid: Grid;
  readonly points: number;
  /** Arrays of an earlier answer, to be filled again. */
  readonly spare: readonly Layer[];
}

/** Asks how a worker's part stands: how many losses are at most `arrived`, how many are lost to numbers that are not finite. */
export interface TallyRequest extends Pick<FrameRequest, 'job' | 'share'> {
  readonly arrived: number;
}

export interface CrowdTally {
  readonly step: number;
  readonly arrived: number;
  readonly lost: number;
  /** Of where they are. */
  readonly moments: Moments;
}

/** Particles of one kind, counted in the cells; `sums` of the channel that gives the colour, empty where kinds give it. */
export interface Layer {
  readonly counts: Uint32Array;
  readonly sums: Float32Array;
}

/** A worker's part of a frame. */
export interface CrowdFrame {
  /** Calls done. */
  readonly step: number;
  /** Milliseconds that they took, a call. */
  readonly pace: number;
  readonly backend: Swarm['backend'];
  /** Why it is no longer the backend that it began on, in a sentence; null where it is. */
  readonly fault: string | null;
  /** How far the run ahead is that finds where everyone ends; 1 when it is done or not needed. */
  readonly ahead: number;
  /** Particles of each kind, once they are known. */
  readonly census: readonly number[] | null;
  /** None where the particles come one by one. */
  readonly layers: readonly Layer[];
  readonly points: CrowdPoints | null;
}

/** Particles one by one; of `value` and `kind` the one that gives the colour, the other is empty. */
export interface CrowdPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly value: Float32Array;
  readonly kind: Uint8Array;
  /** Where they have been: all x after a call, then all y, from the oldest of their tails up to now; empty without tails. */
  readonly tail: Float32Array;
}

/** The buffers of a frame, to be handed over rather than copied. */
export function arraysOf({ layers, points }: Pick<CrowdFrame, 'layers' | 'points'>): ArrayBuffer[] {
  const arrays = [
    ...layers.flatMap(({ counts, sums }) => [counts, sums]),
    ...(points ? [points.x, points.y, points.value, points.kind, points.tail] : []),
  ];
  return arrays.filter(array => array.length > 0).map(array => array.buffer as ArrayBuffer);
}
