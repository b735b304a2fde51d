import { useEffect, useState } from 'react';
import { fieldOf, type Field } from '../plots/field.ts';
import { centreOf, frameAround } from '../plots/frame.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';

/** Of a thumbnail, in pixels of its own. */
export const thumbnailSize = { width: 68, height: 50 } as const;

const drawn = new WeakMap<Surface, Field>();
const waiting: (() => void)[] = [];
const idly: (work: () => void) => void =
  typeof requestIdleCallback === 'function' ? requestIdleCallback : work => setTimeout(work, 0);

function draw(surface: Surface): Field {
  let list = drawn.get(surface);
  if (!list) {
    const { width, height } = thumbnailSize;
    const frame = frameAround(centreOf(surface.domain, width, height), width, height);
    list = fieldOf(lossEvaluator(surface, 'loss'), parameterInputs(defaultParameters(surface)), frame, 2);
    drawn.set(surface, list);
  }
  return list;
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
