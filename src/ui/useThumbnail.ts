import { useEffect, useState } from 'react';
import { curveFieldOf } from '../plots/curveField.ts';
import { curveOf } from '../plots/curveFrame.ts';
import { fieldOf, type Field } from '../plots/field.ts';
import { centreOf, frameAround } from '../plots/frame.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { curveShape } from './useStageFrame.ts';

/** Of a thumbnail, in pixels of its own. */
export const thumbnailSize = { width: 68, height: 50 } as const;

const drawn = new WeakMap<Surface, Field>();
const waiting: (() => void)[] = [];
const idly: (work: () => void) => void =
  typeof requestIdleCallback === 'function' ? requestIdleCallback : work => setTimeout(work, 0);

function draw(surface: Surface): Field {
  let list = drawn.get(surface);
  if (!list) {
    list = fieldIn(surface, thumbnailSize);
    drawn.set(surface, list);
  }
  return list;
}

function fieldIn(surface: Surface, { width, height }: typeof thumbnailSize): Field {
  const parameters = defaultParameters(surface);
  const [loss, uniforms] = [lossEvaluator(surface, 'loss'), parameterInputs(parameters)];
  if (surface.dimensions !== 1)
    return fieldOf(loss, uniforms, frameAround(centreOf(surface.domain, width, height), width, height), 2);
  const shape = curveShape(surface, parameters);
  const frame = shape.frame(shape.whole(surface, width, height), width, height);
  return curveFieldOf(curveOf(loss, uniforms), frame);
}

/** One thumbnail an idle moment, so that no frame waits for them. */
function next(): void {
  waiting.shift()?.();
  if (waiting.length > 0) idly(next);
}

/** A surface in small, drawn from its formula when there is time; undefined until then. */
export function useThumbnail(surface: Surface): Field | undefined {
  const [ready, setReady] = useState({ surface, field: drawn.get(surface) });
  useEffect(() => {
    const show = (): void => setReady({ surface, field: draw(surface) });
    if (drawn.has(surface)) {
      show();
      return undefined;
    }
    waiting.push(show);
    if (waiting.length === 1) idly(next);
    return () => {
      const place = waiting.indexOf(show);
      if (place >= 0) waiting.splice(place, 1);
    };
  }, [surface]);
  return ready.surface === surface ? ready.field : undefined;
}
