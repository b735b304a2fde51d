import type { Frame } from './frame.ts';

/** A controller of one canvas that shows pictures made elsewhere, and keeps them in place while the view moves. */
export interface BitmapView {
  /** Takes over the picture of this part of the plane. */
  show(bitmap: ImageBitmap, extent: { readonly x0: number; readonly x1: number; readonly y1: number }): void;
  update(frame: Frame): void;
  clear(): void;
}

export function createBitmapView(canvas: HTMLCanvasElement): BitmapView {
  const context = canvas.getContext('bitmaprenderer');
  let frame: Frame | undefined;
  let shown: { readonly x0: number; readonly x1: number; readonly y1: number } | undefined;

  function place(): void {
    if (!frame || !shown) return;
    const [x, y] = frame.toPixel(shown.x0, shown.y1);
    const scale = ((shown.x1 - shown.x0) * frame.unit) / canvas.width;
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }

  return {
    show(bitmap, extent) {
      shown = extent;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      context?.transferFromImageBitmap(bitmap);
      place();
    },
    update(next) {
      frame = next;
      place();
    },
    clear() {
      shown = undefined;
      context?.transferFromImageBitmap(null);
    },
  };
}
