import { useMemo } from 'react';
import type { Experiment } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { vectorAt, type Trace } from '../experiment/trace.ts';
import type { Frame } from '../plots/frame.ts';
import { boxAround, boxOf, clearSpot, spotsBeside, type Box, type Spot } from '../plots/labels.ts';
import type { Result } from '../simulation/results.ts';
import { useView } from '../store/view.ts';
import { minimaOf } from '../surfaces/minima.ts';

const LABEL = { size: 12.9, projected: 22 }; // pixels: 0.92rem
/** Pixels from the middle of a mark to its edge. */
const reach = { start: 9, cross: 7, run: 9, handle: 12, crowd: 7 } as const;
const FIRST_STEPS = 40; // of every run, which the word for the start stays clear of

/** How large words on the stage are, in pixels. */
export const useLabelSize = (): number => useView(state => (state.projector ? LABEL.projected : LABEL.size));

/** What stands on the stage whatever the step. */
export interface StageWords {
  /** Where the word for the start stands. */
  readonly start: Spot;
  /** Where the word for the minimum stands; undefined where there is not one alone. */
  readonly minimum: Spot | undefined;
  /** What these words, the start, the minima and the handles cover. */
  readonly taken: readonly Box[];
}

/** Words and marks of the start, the minima and the handles, clear of each other and of the first steps. */
export function useStageWords(experiment: Experiment, result: Result | undefined, frame: Frame): StageWords {
  const size = useLabelSize();
  const traces = result?.traces;
  return useMemo(() => {
    const surface = surfaceOf(experiment);
    const { parameters, crowd } = experiment;
    const start = frame.toPixel(...experiment.start);
    const minima = minimaOf(surface, parameters).map(({ x, y }) => frame.toPixel(x, y));
    const marks = [
      boxAround(start, reach.start),
      ...minima.map(at => boxAround(at, reach.cross)),
      ...(crowd && crowd.shape !== 'seeds'
        ? [boxAround(frame.toPixel(experiment.start[0] + crowd.size, experiment.start[1]), reach.crowd)]
        : []),
      ...(surface.handles ?? []).map(({ x, y }) =>
        boxAround(frame.toPixel(parameters[x]!, parameters[y]!), reach.handle),
      ),
    ];
    const steps = Array.from({ length: FIRST_STEPS }, (_, k) => k + 1);
    const paths = (traces ?? []).flatMap(trace =>
      steps.filter(k => k <= trace.steps).map(k => boxAround(placeOf(trace, frame, k), reach.run)),
    );
    const startWord = clearSpot('start', spotsBeside(start, 14, size), size, [...marks, ...paths], frame);
    const taken = [...marks, boxOf('start', startWord, size)];
    const [only, ...others] = minima;
    if (!only || others.length > 0) return { start: startWord, minimum: undefined, taken };
    const below = { x: only[0] + 9, y: only[1] + 0.85 * size, anchor: 'start' } as const;
    const minimum = clearSpot('minimum', [below, ...spotsBeside(only, 12, size)], size, taken, frame);
    return { start: startWord, minimum, taken: [...taken, boxOf('minimum', minimum, size)] };
  }, [experiment, traces, frame, size]);
}

const placeOf = (trace: Trace, frame: Frame, step: number): readonly [number, number] => {
  const [x, y] = vectorAt(trace, Math.min(step, trace.steps), '');
  return frame.toPixel(x, y);
};

/** Where the runs stand at a step. */
export const boxesOfRuns = (traces: readonly Trace[], frame: Frame, step: number): Box[] =>
  traces.map(trace => boxAround(placeOf(trace, frame, step), reach.run));
