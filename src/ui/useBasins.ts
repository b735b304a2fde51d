import { useMemo } from 'react';
import type { Frame } from '../plots/frame.ts';
import { basinsJob, sheetKey } from '../simulation/sheetJobs.ts';
import { useExperiment } from '../store/experiment.ts';
import { useView } from '../store/view.ts';
import { useSelectedRun } from './useSelectedRun.ts';
import { useSheet } from './useSheet.ts';

const MOST_CELLS = 420_000; // on larger pictures a cell is more than a pixel

/** The basins of the picked run in a frame, while they are shown: a start from every pixel. */
export function useBasins(frame: Frame) {
  const open = useView(state => state.show === 'basins');
  const experiment = useExperiment(value => value);
  const { run } = useSelectedRun();
  const { x0, x1, y0, y1, width, height } = frame;
  const job = useMemo(() => {
    if (!open || width < 2 || height < 2) return null;
    const pixels = Math.max(1, Math.sqrt((width * height) / MOST_CELLS));
    return basinsJob(experiment, run, { x0, x1, y0, y1 }, Math.floor(width / pixels), Math.floor(height / pixels));
  }, [open, experiment, run, x0, x1, y0, y1, width, height]);
  return useSheet('basins', job, job ? sheetKey(job) : '');
}
