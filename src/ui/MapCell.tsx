import { useMemo, type ReactNode } from 'react';
import { surfaceOf } from '../experiment/landscape.ts';
import { heldFor, outcomeOf } from '../experiment/outcome.ts';
import type { Trace } from '../experiment/trace.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { dashes } from '../plots/marks.ts';
import { trailOf } from '../plots/trails.ts';
import { previewTrace } from '../simulation/previewTrace.ts';
import type { SheetJob } from '../simulation/sheet.ts';
import { cellRun } from '../simulation/sheetJobs.ts';
import { useExperiment } from '../store/experiment.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { endingWords } from './endingWords.ts';
import { Ground } from './Ground.tsx';
import { brief } from './numbers.ts';
import { useGround } from './useGround.ts';
import { smallFrame } from './useStageFrame.ts';

const SIZE = { width: 236, height: 150 };

interface Props {
  readonly job: SheetJob;
  /** Null where nothing is picked: then it is about the run itself. */
  readonly cell: readonly [column: number, row: number] | null;
  /** The run itself, as it is carried out. */
  readonly run: OptimizerConfig;
  readonly index: number;
}

/** The cell under the cursor: its numbers, how its run ends, and its path. It is run here and now, in strict float32. */
export function MapCell({ job, cell, run, index }: Props): ReactNode {
  const { surface, parameters, start, steps } = job;
  const optimizer = useMemo(() => (cell ? cellRun(job, ...cell) : run), [job, cell, run]);
  const trace = useMemo(
    () => previewTrace({ surface, parameters, optimizer, starts: [start], steps, record: 'trace' }),
    [surface, parameters, optimizer, start, steps],
  );
  const numbers = [job.across.name, job.up.name].map(name => [name, brief(Number(optimizer.config[name]))] as const);
  return (
    <div className="map-cell">
      <CellPath job={job} trace={trace} index={index} />
      <dl>
        {numbers.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <output aria-label="Cell" aria-live="polite">
        {!cell && <span className="own">This run </span>}
        <span className="visually-hidden">{`${numbers.map(pair => pair.join(' ')).join(', ')}: `}</span>
        {trace && sentenceOf(trace, job)}
      </output>
    </div>
  );
}

function sentenceOf(trace: Trace, { surface, parameters, optimizer }: SheetJob): string {
  const least = Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss));
  const extent = surface.domain[0][1] - surface.domain[0][0];
  const known = Number.isFinite(least) ? least : null;
  const { kind, stepsToTolerance, finalLoss } = outcomeOf(trace, known, extent, heldFor(optimizer.source));
  return `${endingWords(kind, stepsToTolerance ?? trace.divergedAt ?? 0)}; final loss ${brief(finalLoss)}.`;
}

/** The landscape in small with the path of one run. */
function CellPath({ job, trace, index }: { job: SheetJob; trace: Trace | undefined; index: number }): ReactNode {
  const surface = useExperiment(surfaceOf);
  const frame = useMemo(() => smallFrame(surface, job.parameters, SIZE), [surface, job.parameters]);
  const ground = useGround(surface, job.parameters, frame);
  const path = useMemo(() => trace && trailOf(trace, frame).path, [trace, frame]);
  const [x, y] = frame.toPixel(...job.start);
  return (
    <svg className="cell-path" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
      <rect className={frame.level ? 'floor open' : 'floor'} {...SIZE} />
      <Ground field={ground} />
      <path className={`path run-${index}`} d={path ?? ''} strokeDasharray={dashes[index]} />
      <circle cx={x} cy={y} r={4} />
    </svg>
  );
}
