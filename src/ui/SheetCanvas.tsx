import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import type { Painter } from '../plots/sheetPicture.ts';

interface Props {
  readonly columns: number;
  readonly rows: number;
  /** A new one whenever there is something new to draw. */
  readonly painter: Painter;
  readonly style: CSSProperties;
}

const SLICE_MS = 6;
const ROWS_AT_ONCE = 16;

/** A picture of cells, a pixel each, stretched to its place; painted strip by strip, so that the page goes on answering. */
export function SheetCanvas({ columns, rows, painter, style }: Props): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let row = 0;
    let frame = requestAnimationFrame(function paint() {
      const context = canvas.current?.getContext('2d', { willReadFrequently: true });
      const began = performance.now();
      while (row < rows && performance.now() - began < SLICE_MS) {
        const to = Math.min(rows, row + ROWS_AT_ONCE);
        const strip = new ImageData(new Uint8ClampedArray(painter(row, to).buffer), columns, to - row);
        context?.putImageData(strip, 0, row);
        row = to;
      }
      if (row < rows) frame = requestAnimationFrame(paint);
    });
    return () => cancelAnimationFrame(frame);
  }, [columns, rows, painter]);
  return <canvas ref={canvas} className="layer sheet" width={columns} height={rows} style={style} aria-hidden="true" />;
}
