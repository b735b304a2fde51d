import { interpolateLab, piecewise, rgb } from 'd3';
import type { ColourTable } from './density.ts';

/** 256 colours through CSS colours at equal distances, evenly for the eye. */
export function colourTable(stops: readonly string[]): ColourTable {
  const between = piecewise(interpolateLab, [...stops]);
  return colourList(Array.from({ length: 256 }, (_, i) => between(i / 255)));
}

/** Red, green and blue of CSS colours. */
export function colourList(colours: readonly string[]): Uint8Array {
  return Uint8Array.from(
    colours.flatMap(text => {
      const { r, g, b } = rgb(text);
      return [r, g, b];
    }),
  );
}
