import { useEffect, useMemo, useState } from 'react';
import { curveFieldOf } from '../plots/curveField.ts';
import { curveOf } from '../plots/curveFrame.ts';
import { fieldOf, type Field } from '../plots/field.ts';
import type { Frame } from '../plots/frame.ts';
import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';

const noField: Field = { bands: [], gap: '' };
const COARSE = 10; // pixels between samples while something moves
const FINE = 4;
const SETTLED_MS = 160;

/** The landscape of a surface in a frame: coarse while the view or a parameter moves, fine once it rests. */
export function useGround(surface: Surface, parameters: SurfaceParameters, frame: Frame): Field {
  const { width, height, x0, x1, y0 } = frame;
  const key = JSON.stringify([surface.name, surface.samples?.key, parameters, width, height, x0, x1, y0]);
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const evaluator = useMemo(() => lossEvaluator(surface, 'loss'), [surface]);
  const curved = surface.dimensions === 1;
  const rows = surface.samples?.u.length ?? 1;
  const fine = FINE * Math.min(4, Math.ceil(Math.sqrt(rows / 50)));
  const cell = settled === key ? fine : Math.max(fine, COARSE);
  return useMemo(
    () => {
      if (!(width > 1 && height > 1)) return noField;
      const uniforms = parameterInputs(parameters);
      return curved ? curveFieldOf(curveOf(evaluator, uniforms), frame) : fieldOf(evaluator, uniforms, frame, cell);
    },
    // The frame is the same whenever its key is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [evaluator, key, cell],
  );
}
