import { useMemo, type ReactNode } from 'react';
import { bands } from '../plots/field.ts';
import { centreOf, frameAround } from '../plots/frame.ts';
import { defaultParameters, lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { Ground } from './Ground.tsx';

const WIDTH = 68;
const HEIGHT = 50;

/** A surface in small, drawn from its formula. */
export function Thumbnail({ surface }: { surface: Surface }): ReactNode {
  const list = useMemo(() => {
    const frame = frameAround(centreOf(surface.domain, WIDTH, HEIGHT), WIDTH, HEIGHT);
    return bands(lossEvaluator(surface, 'loss'), parameterInputs(defaultParameters(surface)), frame, 2);
  }, [surface]);
  return (
    <svg className="thumbnail" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <Ground bands={list} />
    </svg>
  );
}
