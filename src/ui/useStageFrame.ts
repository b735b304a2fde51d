import { useMemo } from 'react';
import { curveFrame, curveOf, heightsOf } from '../plots/curveFrame.ts';
import { centreOf, frameAround, ticks, type Centre, type Frame } from '../plots/frame.ts';
import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';

/** Pixels round the picture, without the labels at its left. */
export const stageMargin = { right: 6, top: 6, bottom: 24 } as const;
const GUTTER = { least: 38, besides: 14, letter: 7.4 }; // pixels, of the labels at the left

interface Sheet {
  readonly width: number;
  readonly height: number;
}

interface StageFrame {
  readonly frame: Frame;
  /** Where the picture begins, right of the labels. */
  readonly left: number;
}

/** The stage's frame for a view, or for the surface's domain, in a sheet; `scale` is the size of type. */
export function useStageFrame(
  surface: Surface,
  parameters: SurfaceParameters,
  view: Centre | null,
  sheet: Sheet,
  scale: number,
): StageFrame {
  const height = Math.max(1, sheet.height - stageMargin.top - stageMargin.bottom * scale);
  const values = JSON.stringify(surface.dimensions === 1 ? parameters : {});
  return useMemo(() => {
    const shape = surface.dimensions === 1 ? curveShape(surface, JSON.parse(values) as SurfaceParameters) : planeShape;
    const whole = (width: number): Centre => view ?? shape.whole(surface, width, height);
    const first = whole(sheet.width || 1);
    const left = gutter(shape.heights(first, sheet.width || 1, height), height) * scale;
    const width = Math.max(1, sheet.width - left - stageMargin.right);
    return { left, frame: shape.frame(whole(width), width, height) };
  }, [surface, values, view, sheet.width, height, scale]);
}

interface Shape {
  readonly whole: (surface: Surface, width: number, height: number) => Centre;
  /** Least and most along the upright axis. */
  readonly heights: (centre: Centre, width: number, height: number) => readonly [number, number];
  readonly frame: (centre: Centre, width: number, height: number) => Frame;
}

const planeShape: Shape = {
  whole: ({ domain }, width, height) => centreOf(domain, width, height),
  heights: ({ y, width: units }, width, height) => {
    const half = (units * height) / width / 2;
    return [y - half, y + half];
  },
  frame: frameAround,
};

/** The frame of a whole surface in a small picture. */
export function smallFrame(surface: Surface, parameters: SurfaceParameters, { width, height }: Sheet): Frame {
  const shape = surface.dimensions === 1 ? curveShape(surface, parameters) : planeShape;
  return shape.frame(shape.whole(surface, width, height), width, height);
}

/** Of a surface of one dimension. */
function curveShape(surface: Surface, parameters: SurfaceParameters): Shape {
  const curve = curveOf(lossEvaluator(surface, 'loss'), parameterInputs(parameters));
  const heights = ({ x, width: units }: Centre) => heightsOf(curve, x - units / 2, x + units / 2);
  return {
    whole: ({ domain: [[low, high]] }) => ({ x: (low + high) / 2, y: 0, width: high - low }),
    heights,
    frame: (centre, width, height) => curveFrame(centre, heights(centre), curve, width, height),
  };
}

/** Room for the longest number along the upright axis. */
function gutter([low, high]: readonly [number, number], height: number): number {
  const longest = Math.max(0, ...ticks(low, high, height / 70).map(({ text }) => text.length));
  return Math.max(GUTTER.least, GUTTER.besides + GUTTER.letter * longest);
}
