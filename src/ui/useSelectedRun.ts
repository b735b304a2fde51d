import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { useExperiment } from '../store/experiment.ts';
import { useView } from '../store/view.ts';

/** The run that is picked, and its place. */
export function useSelectedRun(): { readonly index: number; readonly run: OptimizerConfig } {
  const runs = useExperiment(experiment => experiment.runs);
  const index = Math.min(
    useView(state => state.selected),
    runs.length - 1,
  );
  return { index, run: runs[index]! };
}
