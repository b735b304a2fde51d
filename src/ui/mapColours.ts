import { useMemo } from 'react';
import { shareOf, type MapAxes } from '../experiment/mapAxes.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { palettes, type Palette } from '../plots/palette.ts';
import { lossScale, paintsOf, type LossScale } from '../plots/sheetColours.ts';
import { byEnding, byLoss, sheetPainter, type Painter } from '../plots/sheetPicture.ts';
import { endings, standIn } from '../simulation/sheet.ts';
import { MAP_CELLS } from '../simulation/sheetJobs.ts';
import type { ShownSheet } from '../store/sheets.ts';
import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { useDark } from './useDark.ts';

/** What the colours of the map stand for. */
export type MapColour = 'loss' | 'outcome';

export interface MapColours {
  readonly palette: Palette;
  readonly scale: LossScale | undefined;
  readonly painter: Painter;
}

/** The colours of the map as it is now, and the painter that gives them. */
export function useMapColours(shown: ShownSheet | undefined, version: number, colour: MapColour): MapColours {
  const palette = palettes[useDark() ? 'dark' : 'light'];
  const paints = useMemo(() => paintsOf(palette), [palette]);
  // The arrays of a sheet are filled in place: its version says when there is more in them.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const scale = useMemo(() => shown && scaleOf(shown), [shown, version]);
  const painter = useMemo((): Painter => {
    const unknown = paints.plain.unknown![0];
    if (!shown || !scale) return (from, to) => new Uint32Array(MAP_CELLS * (to - from)).fill(unknown);
    const { sheet, job } = shown;
    const colouring =
      colour === 'loss' ? byLoss(sheet, paints, endings, scale) : byEnding(sheet, paints, endings, job.steps);
    return sheetPainter(sheet, colouring, unknown, (column, row) => standIn(sheet, column, row));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown, version, scale, paints, colour]);
  return { palette, scale, painter };
}

function scaleOf({ job, sheet }: ShownSheet): LossScale {
  const { surface, parameters, start } = job;
  const known = Math.min(...minimaOf(surface, parameters).map(({ loss }) => loss));
  const evaluator = lossEvaluator(surface, 'loss');
  const atStart = evaluator.run({ x: start[0], y: start[1], ...parameterInputs(parameters) }, 1)[0]![0]!;
  return lossScale(sheet.loss, sheet.ending, Number.isFinite(known) ? known : leastOf(sheet), atStart);
}

function leastOf({ loss, ending }: ShownSheet['sheet']): number {
  let least = Infinity;
  for (let i = 0; i < loss.length; i++) if (ending[i] && loss[i]! < least) least = loss[i]!;
  return least;
}

/** The cell in which a run itself stands; the middle of a side where its own number has no place on it. */
export function ownCell({ across, up }: MapAxes, { config }: OptimizerConfig): readonly [column: number, row: number] {
  const [x, y] = [across, up].map(axis => shareOf(axis, Number(config[axis.key])));
  const place = (share: number): number => Math.round((Number.isNaN(share) ? 0.5 : share) * (MAP_CELLS - 1));
  return [place(x!), MAP_CELLS - 1 - place(y!)];
}
