import { useMemo, type ReactNode } from 'react';
import { columnOf, lengthOf } from '../experiment/trace.ts';
import type { Series } from '../plots/curves.ts';
import { useResult } from '../store/engine.ts';
import { minimaOf } from '../surfaces/loss.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { Curve } from './Curve.tsx';

/** Loss, gradient and velocity over the steps. */
export function Curves(): ReactNode {
  const result = useResult();
  const series = useMemo(() => {
    if (!result) return undefined;
    const { experiment, traces } = result;
    const least = Math.min(
      ...minimaOf(surfaceNamed(experiment.surface)!, experiment.parameters).map(({ loss }) => loss),
    );
    const known = Number.isFinite(least);
    return {
      known,
      diverged: traces.map(trace => trace.divergedAt !== null),
      loss: traces.map((trace): Series => columnOf(trace, 'loss').map(value => (known ? value - least : value))),
      gradient: traces.map((trace): Series => lengthOf(trace, 'gradient.g').subarray(1)),
      velocity: traces.map((trace): Series => lengthOf(trace, 'update.velocity')),
    };
  }, [result]);
  if (!series) return null;
  return (
    <>
      <Curve
        title="Loss"
        note={series.known ? 'above the minimum' : 'f(w)'}
        series={series.loss}
        diverged={series.diverged}
        log={series.known}
        first={0}
      />
      <Curve
        title="Gradient"
        note="|g| at each call"
        series={series.gradient}
        diverged={series.diverged}
        log
        first={1}
      />
      <Curve
        title="Velocity"
        note="|velocity|, per run with momentum"
        series={series.velocity}
        diverged={series.diverged}
        log={false}
        first={0}
      />
    </>
  );
}
