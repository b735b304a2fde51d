import { lazy, Suspense, type ReactNode } from 'react';
import { limits } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { useExperiment } from '../store/experiment.ts';
import { setStart, setSteps } from './actions.ts';
import { CrowdPanel } from './CrowdPanel.tsx';
import { GradientSection } from './GradientSection.tsx';
import { NumberControl } from './NumberControl.tsx';
import { SurfacePanel } from './SurfacePanel.tsx';

const DataSection = lazy(async () => ({ default: (await import('./DataSection.tsx')).DataSection }));

/** The surface, the start and the length of the run. */
export function Landscape(): ReactNode {
  const data = useExperiment(experiment => experiment.data);
  return (
    <>
      <h2>Landscape</h2>
      <SurfacePanel />
      {data && (
        <Suspense>
          <DataSection />
        </Suspense>
      )}
      <GradientSection />
      <Start />
      <CrowdPanel />
    </>
  );
}

function Start(): ReactNode {
  const [x, y] = useExperiment(experiment => experiment.start);
  const steps = useExperiment(experiment => experiment.steps);
  const { dimensions = 2 } = useExperiment(surfaceOf);
  const { least, most } = limits.steps;
  const outside = (value: number): string | undefined =>
    Math.abs(value) <= limits.start ? undefined : `The start lies within ±${limits.start.toLocaleString('en-US')}.`;
  return (
    <>
      <h2>Start</h2>
      <div className={dimensions === 2 ? 'pair' : undefined}>
        <NumberControl label="x" value={x} objection={outside} onChange={value => setStart([value, y], 'start x')} />
        {dimensions === 2 && (
          <NumberControl label="y" value={y} objection={outside} onChange={value => setStart([x, value], 'start y')} />
        )}
      </div>
      <NumberControl
        label="steps"
        value={steps}
        slider={{ min: 10, max: most, scale: 'log' }}
        objection={value =>
          Number.isInteger(value) && value >= least && value <= most
            ? undefined
            : `A run has ${least} to ${most.toLocaleString('en-US')} whole steps.`
        }
        onChange={setSteps}
      />
    </>
  );
}
