import { useEffect, useState } from 'react';
import { curveFieldOf } from '../plots/curveField.ts';
import { curveOf } from '../plots/curveFrame.ts';
import { fieldOf, type Field } from '../plots/field.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { smallFrame } from './useStageFrame.ts';

/** Of a thumbnail, in pixels of its own. */
export const thumbnailSize = { width: 68, height: 50 } as const;

const drawn = new WeakMap<Surface, Field>();
const waiting: (() => void)[] = [];
const idly: (work: () => void) => void =
  typeof requestIdleCallback === 'function' ? requestIdleCallback : work => setTimeout(work, 0);

function draw(surface: Surface): Field {
  let list = drawn.get(surface);
  if (!list) {
    list = fieldIn(surface);
    drawn.set(surface, list);
  }
  return list;
}

function fieldIn(surface: Surface): Field {
  const parameters = defaultParameters(surface);
  const [loss, uniforms] = [lossEvaluator(surface, 'loss'), parameterInputs(parameters)];
  const frame = smallFrame(surface, parameters, thumbnailSize);
  return surface.dimensions === 1 ? curveFieldOf(curveOf(loss, uniforms), frame) : fieldOf(loss, uniforms, frame, 2);
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
