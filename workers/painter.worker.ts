import * as Comlink from 'comlink';
import { paintCrowd } from '../src/plots/crowd.ts';
import { arraysOf } from '../src/simulation/crowdJob.ts';
import type { PaintWorker } from '../src/simulation/painter.ts';

const canvas = new OffscreenCanvas(1, 1);
// Pixels are only ever written; a canvas in main memory takes them without a way through the graphics process.
const context = canvas.getContext('2d', { willReadFrequently: true })!;
let pixels = new ImageData(1, 1);

const exposed: PaintWorker = {
  ready: () => true,
  paint({ parts, grid, look }) {
    const { width, height } = grid;
    if (pixels.width !== width || pixels.height !== height) {
      canvas.width = width;
      canvas.height = height;
      pixels = new ImageData(width, height);
    }
    paintCrowd({ width, height, rgba: pixels.data }, parts, look, grid);
    context.putImageData(pixels, 0, 0);
    const bitmap = canvas.transferToImageBitmap();
    return Comlink.transfer({ bitmap, parts }, [bitmap, ...parts.flatMap(arraysOf)]);
  },
};

Comlink.expose(exposed);
