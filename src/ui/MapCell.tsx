import { useMemo, type ReactNode } from 'react';
import { surfaceOf } from '../experiment/landscape.ts';
import { centreOf, frameAround } from '../plots/frame.ts';
import { dashes } from '../plots/marks.ts';
import { trailOf } from '../plots/trails.ts';
import { previewTrace } from '../simulation/previewTrace.ts';
import { endings, standIn, type SheetJob } from '../simulation/sheet.ts';
import { cellRun } from '../simulation/sheetJobs.ts';
import type { ShownSheet } from '../store/sheets.ts';
import { useExperiment } from '../store/experiment.ts';
import { endingWords } from './endingWords.ts';
import { Ground } from './Ground.tsx';
import { brief } from './numbers.ts';
import { useGround } from './useGround.ts';

const SIZE = { width: 236, height: 150 };

interface Props {
  readonly job: SheetJob;
  readonly shown: ShownSheet | undefined;
  readonly cell: readonly [column: number, row: number];
  /** True where nothing is picked, and the cell is the run's own. */
  readonly own: boolean;
  readonly run: number;
}

/** The cell under the cursor: its numbers, how its run ends, and its path on the landscape. */
export function MapCell({ job, shown, cell: [column, row], own, run }: Props): ReactNode {
  const place = shown ? standIn(shown.sheet, column, row) : -1;
  const { across, up } = job;
  const [first, second] = [across.values[column]!, up.values[row]!];
  return (
    <div className="map-cell">
      <CellPath job={job} column={column} row={row} run={run} />
      <dl>
        <dt>{across.name}</dt>
        <dd>{brief(first)}</dd>
        <dt>{up.name}</dt>
        <dd>{brief(second)}</dd>
      </dl>
      <output aria-label="Cell" aria-live="polite">
        {own && <span className="own">Nearest to this run: </span>}
        <span className="visually-hidden">{`${across.name} ${brief(first)}, ${up.name} ${brief(second)}: `}</span>
        {shown && place >= 0
          ? `${endingWords(endings[shown.sheet.ending[place]!]!, shown.sheet.steps[place]!)}; final loss ${brief(shown.sheet.loss[place]!)}.`
          : 'not run yet.'}
      </output>
    </div>
  );
}

/** The landscape in small with the path of one cell's run: computed here and now. */
function CellPath({ job, column, row, run }: { job: SheetJob; column: number; row: number; run: number }): ReactNode {
  const surface = useExperiment(surfaceOf);
  const frame = useMemo(
    () => frameAround(centreOf(surface.domain, SIZE.width, SIZE.height), SIZE.width, SIZE.height),
    [surface],
  );
  const ground = useGround(surface, job.parameters, frame);
  const path = useMemo(() => {
    const { parameters, start, steps } = job;
    const trace = previewTrace({
      surface: job.surface,
      parameters,
      optimizer: cellRun(job, column, row),
      starts: [start],
      steps,
      record: 'trace',
    });
    return trace && trailOf(trace, frame).path;
  }, [job, column, row, frame]);
  const [x, y] = frame.toPixel(...job.start);
  return (
    <svg className="cell-path" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
      <Ground field={ground} />
      <path className={`path run-${run}`} d={path ?? ''} strokeDasharray={dashes[run]} />
      <circle cx={x} cy={y} r={4} />
    </svg>
  );
}
