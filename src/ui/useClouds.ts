import { settledCloud, type Cloud, type Moments } from '../experiment/noiseCloud.ts';
import { useCrowd } from '../store/crowd.ts';
import { useExperiment } from '../store/experiment.ts';
import { useSelectedRun } from './useSelectedRun.ts';

/** The crowd of a noisy run in brief, and the cloud in which theory says it settles. */
export function useClouds(): { readonly measured: Moments; readonly theory: Cloud | undefined } | undefined {
  const experiment = useExperiment(value => value);
  const { run } = useSelectedRun();
  const tally = useCrowd(state => state.tally);
  const { crowd, gradient } = experiment;
  if (!crowd || crowd.colour === 'run' || gradient.noise === 0 || !tally || tally.moments.count < 2) return undefined;
  return { measured: tally.moments, theory: settledCloud(experiment, run) };
}
