import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';

interface Props {
  readonly columns: number;
  readonly rows: number;
  /** Called when there is something new to draw, once a frame at most. */
  readonly paint: () => Uint32Array<ArrayBuffer>;
  readonly style: CSSProperties;
}

/** A picture of cells, a pixel each, stretched to its place. */
export function SheetCanvas({ columns, rows, paint, style }: Props): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const pixels = new Uint8ClampedArray(paint().buffer);
      canvas.current
        ?.getContext('2d', { willReadFrequently: true })
        ?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [columns, rows, paint]);
  return <canvas ref={canvas} className="layer sheet" width={columns} height={rows} style={style} aria-hidden="true" />;
}
