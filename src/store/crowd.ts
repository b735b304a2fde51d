import { create } from 'zustand';
import { crowdScale } from '../experiment/crowdScale.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { CrowdClient, CrowdShown } from '../simulation/crowdClient.ts';
import { crowdJob, type CrowdJob, type CrowdTally } from '../simulation/crowdJob.ts';
import type { CrowdLook } from '../simulation/painter.ts';
import type { Grid, Swarm } from '../simulation/swarm.ts';
import { current, useExperimentStore } from './experiment.ts';
import { usePlayback } from './playback.ts';
import { useView } from './view.ts';

interface CrowdState {
  /** Where the newest picture was computed; null while there is none. */
  readonly backend: Swarm['backend'] | null;
  /** How far the search for everyone's minimum is; 1 when it is done or not needed. */
  readonly ahead: number;
  /** Particles of each kind of colour, once they are known. */
  readonly census: readonly number[] | null;
  /** How the crowd stands, where the cursor rests. */
  readonly tally: CrowdTally | null;
  /** Why there is no picture, in words. */
  readonly error: string | null;
}

const nothing: CrowdState = { backend: null, ahead: 1, census: null, tally: null, error: null };

export const useCrowd = create<CrowdState>(() => nothing);

/** Where the crowd is drawn: the cells of the canvas, and the colours. */
export interface CrowdStage {
  readonly grid: Grid;
  readonly look: CrowdLook;
}

let stage: CrowdStage | null = null;
let canvas: ((shown: CrowdShown) => void) | null = null;
let follow: () => void = () => {};

/** The stage as it is now; null where none is to be drawn on. */
export function setCrowdStage(next: CrowdStage | null): void {
  stage = next;
  follow();
}

/** Who gets the pictures from now on, and has to close them. */
export function onCrowdShown(show: ((shown: CrowdShown) => void) | null): void {
  canvas = show;
}

export function showCrowd(shown: CrowdShown): void {
  if (!canvas) return shown.bitmap.close();
  canvas(shown);
  const { backend, ahead, census } = shown;
  const state = useCrowd.getState();
  const told =
    state.backend === backend && state.ahead === ahead && String(state.census) === String(census) && !state.error;
  if (!told) useCrowd.setState({ backend, ahead, census, error: null });
}

export const showTally = (tally: CrowdTally): void => useCrowd.setState({ tally });

export const failCrowd = (error: string): void => useCrowd.setState({ ...nothing, error });

/** The job of an experiment and a picked run; the same object as long as it says the same. */
interface Followed {
  readonly experiment: Experiment;
  readonly picked: number;
  readonly job: CrowdJob | null;
  readonly key: string;
  /** Up to this loss a particle has arrived. */
  readonly arrived: number;
}

/** Wishes for the crowd of the shown experiment at the cursor, wherever the stage is; the latest wish counts. */
export function startCrowd(client: CrowdClient): void {
  let of: Followed | undefined;
  const jobNow = (): CrowdJob | null => {
    const experiment = current(useExperimentStore.getState());
    const picked = useView.getState().selected;
    if (of?.experiment === experiment && of.picked === picked) return of.job;
    const job = crowdJob(experiment, picked);
    const key = JSON.stringify(job);
    const { crowd } = experiment;
    const { base, least } = crowd ? crowdScale(experiment, { ...crowd, colour: 'loss' }) : { base: 0, least: 0 };
    of = { experiment, picked, key, job: key === of?.key ? of.job : job, arrived: base + least };
    return of.job;
  };
  follow = () => {
    const job = stage && jobNow();
    client.show(job && { ...stage!, job, step: usePlayback.getState().step, arrived: of!.arrived });
    if (!job && useCrowd.getState() !== nothing) useCrowd.setState(nothing);
  };
  let step = usePlayback.getState().step;
  usePlayback.subscribe(playback => {
    if (playback.step === step) return;
    step = playback.step;
    follow();
  });
  useExperimentStore.subscribe(follow);
  useView.subscribe(follow);
}
