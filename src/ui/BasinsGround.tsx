import { useMemo, type ReactNode } from 'react';
import type { Frame } from '../plots/frame.ts';
import { palettes } from '../plots/palette.ts';
import { paintsOf } from '../plots/sheetColours.ts';
import { byBasin, sheetPainter } from '../plots/sheetPicture.ts';
import { endings, standIn } from '../simulation/sheet.ts';
import type { ShownSheet } from '../store/sheets.ts';
import { SheetCanvas } from './SheetCanvas.tsx';
import { useDark } from './useDark.ts';

interface Props {
  readonly shown: ShownSheet;
  readonly version: number;
  readonly frame: Frame;
  /** Of the frame in the stage's picture. */
  readonly left: number;
  readonly top: number;
}

/** The basins under the isolines. While newer ones are on their way the old picture moves with the view. */
export function BasinsGround({ shown, version, frame, left, top }: Props): ReactNode {
  const palette = palettes[useDark() ? 'dark' : 'light'];
  const paints = useMemo(() => paintsOf(palette), [palette]);
  const { sheet, job, labels } = shown;
  const painter = useMemo(
    () =>
      sheetPainter(sheet, byBasin(sheet, paints, endings, job.steps, labels), paints.plain.unknown![0], (column, row) =>
        standIn(sheet, column, row),
      ),
    // The arrays are filled in place: the version says when there is more in them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [sheet, labels, version, paints],
  );
  const [x0, x1] = ends(job.across.values);
  const [y1, y0] = sheet.rows > 1 ? ends(job.up.values) : [frame.y1, frame.y0];
  const [px, py] = frame.toPixel(x0, y1);
  const [right, bottom] = frame.toPixel(x1, y0);
  return (
    <div
      className="layer"
      style={{ inset: 'auto', left, top, width: frame.width, height: frame.height, overflow: 'hidden' }}
    >
      <SheetCanvas
        columns={sheet.columns}
        rows={sheet.rows}
        painter={painter}
        style={{ left: px, top: py, width: right - px, height: bottom - py }}
      />
    </div>
  );
}

/** The outer edges of the first and the last cell, whose middles are listed. */
function ends(values: ArrayLike<number>): readonly [number, number] {
  const half = values.length > 1 ? (values[1]! - values[0]!) / 2 : 0;
  return [values[0]! - half, values[values.length - 1]! + half];
}
