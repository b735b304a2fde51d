import { create } from 'zustand';
import type { Experiment } from '../experiment/experiment.ts';
import type { Backend } from '../simulation/backend.ts';
import type { Client, ClientStatus } from '../simulation/client.ts';
import type { TraceResult } from '../simulation/engine.ts';
import { traceJobs } from '../simulation/job.ts';
import { keepResult, resultOf, type Result } from '../simulation/results.ts';
import { current, useExperimentStore } from './experiment.ts';
import { setLast } from './playback.ts';

interface EngineState {
  /** Of the newest result; its arrays are in simulation/results.ts. */
  readonly resultId: number;
  readonly place: ClientStatus['place'];
  readonly backend: Backend['name'] | null;
  /** A sentence about the worker, and one about a run that failed. */
  readonly fault: string | null;
  readonly error: string | null;
}

export const useEngine = create<EngineState>(() => ({
  resultId: 0,
  place: 'worker',
  backend: null,
  fault: null,
  error: null,
}));

/** The newest traces, with the experiment they belong to; undefined before the first. */
export function useResult(): Result | undefined {
  return resultOf(useEngine(state => state.resultId));
}

export const showStatus = ({ place, fault }: ClientStatus): void => useEngine.setState({ place, fault });

/** Faults that nobody has read yet stand side by side. */
export const showFault = (fault: string): void =>
  useEngine.setState(({ fault: told }) => ({
    fault: told === null ? fault : told.includes(fault) ? told : `${told} ${fault}`,
  }));

const NO_CODE = 'This host forbids generated code: the array evaluator computes the same numbers, more slowly.';

const SETTLED_MS = 150;

/**
 * Runs every experiment that the store comes to show; the latest wins. While something is dragged, small runs are done on
 * the page within the same frame; the worker has the last word once the hand rests. The bits are the same.
 */
export function startComputing(client: Client): void {
  let shown: Experiment | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    const state = useExperimentStore.getState();
    const experiment = current(state);
    if (experiment === shown) return;
    shown = experiment;
    setLast(experiment.steps);
    clearTimeout(resting);
    const preview = state.dragging ? client.preview(traceJobs(experiment)) : null;
    if (!preview) return void compute(client, experiment);
    show(preview, experiment);
    resting = setTimeout(() => void compute(client, experiment), SETTLED_MS);
  };
  follow();
  useExperimentStore.subscribe(follow);
}

function show(result: TraceResult, experiment: Experiment): void {
  useEngine.setState({ resultId: keepResult({ ...result, experiment }), error: null });
}

async function compute(client: Client, experiment: Experiment): Promise<void> {
  try {
    const result = await client.trace(traceJobs(experiment));
    if (!result || experiment !== current(useExperimentStore.getState())) return;
    const { place, backend } = useEngine.getState();
    if (result.backend === 'array' && backend !== 'array' && place === 'worker') useEngine.setState({ fault: NO_CODE });
    useEngine.setState({ backend: result.backend });
    show(result, experiment);
  } catch (error) {
    useEngine.setState({ fault: null, error: error instanceof Error ? error.message : String(error) });
  }
}
