import { create } from 'zustand';
import type { Experiment } from '../experiment/experiment.ts';
import type { Backend } from '../simulation/backend.ts';
import type { Client, ClientStatus } from '../simulation/client.ts';
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

const NO_CODE = 'This host forbids generated code: the array evaluator computes the same numbers, more slowly.';

/** Runs every experiment that the store comes to show; the latest wins. */
export function startComputing(client: Client): void {
  let shown: Experiment | undefined;
  const follow = (): void => {
    const experiment = current(useExperimentStore.getState());
    if (experiment === shown) return;
    shown = experiment;
    setLast(experiment.steps);
    void compute(client, experiment);
  };
  follow();
  useExperimentStore.subscribe(follow);
}

async function compute(client: Client, experiment: Experiment): Promise<void> {
  try {
    const result = await client.trace(traceJobs(experiment));
    if (!result) return;
    const { place, backend } = useEngine.getState();
    if (result.backend === 'array' && backend !== 'array' && place === 'worker') useEngine.setState({ fault: NO_CODE });
    useEngine.setState({ resultId: keepResult({ ...result, experiment }), backend: result.backend, error: null });
  } catch (error) {
    useEngine.setState({ error: error instanceof Error ? error.message : String(error) });
  }
}
