import { useMemo, useState, type ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { asCarriedOut } from '../experiment/gradientSource.ts';
import { mapAxes } from '../experiment/mapAxes.ts';
import { finestFor } from '../simulation/sheet.ts';
import { MAP_CELLS, mapJob, sheetKey } from '../simulation/sheetJobs.ts';
import { useExperiment } from '../store/experiment.ts';
import { MapCell } from './MapCell.tsx';
import { MapLegend } from './MapLegend.tsx';
import { MapPicture } from './MapPicture.tsx';
import { Progress } from './Progress.tsx';
import { SheetTable } from './SheetTable.tsx';
import { ShowSwitch } from './ShowSwitch.tsx';
import { ownCell, useMapColours, type MapColour } from './mapColours.ts';
import { useSelectedRun } from './useSelectedRun.ts';
import { useSheet } from './useSheet.ts';

/** Every learning_rate and momentum a run, from this start on this surface: where they end and how fast. */
export function MapFigure(): ReactNode {
  const experiment = useExperiment(value => value);
  const { index, run } = useSelectedRun();
  const axes = useMemo(() => mapAxes(experiment, run), [experiment, run]);
  const job = useMemo(() => (typeof axes === 'string' ? null : mapJob(experiment, run, axes)), [experiment, run, axes]);
  const carriedOut = useMemo(() => asCarriedOut(experiment, run), [experiment, run]);
  const { shown, version, share, error } = useSheet('map', job, job ? sheetKey(job) : '');
  const [colour, setColour] = useState<MapColour>('loss');
  const [cell, setCell] = useState<readonly [column: number, row: number] | null>(null);
  const colours = useMapColours(shown, version, colour);
  const title = distinct(experiment.runs, runTitle)[index]!;
  if (typeof axes === 'string' || !job)
    return (
      <figure className="stage map" aria-label="Map">
        <figcaption>
          <ShowSwitch />
          <p className="no-map">{typeof axes === 'string' ? axes : ''}</p>
        </figcaption>
      </figure>
    );
  const own = ownCell(axes, run);
  const at = cell ?? own;
  const cells = Math.floor(MAP_CELLS / finestFor(job.surface));
  return (
    <figure className="stage map" aria-labelledby="map-sentence">
      <figcaption>
        <ShowSwitch />
        <Progress share={share} error={error} />
        <p id="map-sentence">
          {cells} × {cells} runs of <strong className={`ending run-${index}`}>{title}</strong> from this start,{' '}
          {job.steps.toLocaleString('en-US')}{' '}
          {job.steps < experiment.steps ? `of ${experiment.steps.toLocaleString('en-US')} ` : ''}steps each. Click one
          to take its {axes.across.key} and {axes.up.key}.
        </p>
      </figcaption>
      <div className="map-row">
        <MapPicture axes={axes} colours={colours} run={index} cell={at} onCell={setCell} />
        <div className="map-side">
          <MapCell job={job} cell={cell} run={carriedOut} index={index} />
          <MapLegend colour={colour} onColour={setColour} colours={colours} axes={axes} run={run} />
          <SheetTable name="map" />
        </div>
      </div>
    </figure>
  );
}
