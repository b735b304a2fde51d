import type { ReactNode } from 'react';
import { limits } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { useExperiment } from '../store/experiment.ts';
import type { Surface } from '../surfaces/surface.ts';
import { setParameter, setStart, setSteps } from './actions.ts';
import { GradientSection } from './GradientSection.tsx';
import { LossFormula } from './LossFormula.tsx';
import { NumberControl } from './NumberControl.tsx';
import { SurfaceNotes } from './SurfaceNotes.tsx';
import { SurfacePicker } from './SurfacePicker.tsx';

/** The surface, its parameters, the start and the length of the run. */
export function Landscape(): ReactNode {
  const surface = useExperiment(surfaceOf);
  const parameters = useExperiment(experiment => experiment.parameters);
  return (
    <>
      <h2>Landscape</h2>
      <SurfacePicker surface={surface} />
      <div className="loss">
        <LossFormula surface={surface} />
        <p>{surface.sentence}</p>
        <SurfaceNotes surface={surface} parameters={parameters} />
      </div>
      <Parameters surface={surface} />
      <GradientSection />
      <Start />
    </>
  );
}

function Parameters({ surface }: { surface: Surface }): ReactNode {
  const values = useExperiment(experiment => experiment.parameters);
  return surface.parameters.map(({ name, title, min, max, step, unit }) => (
    <NumberControl
      key={name}
      label={title}
      value={values[name]!}
      slider={{ min, max, step, scale: 'linear' }}
      unit={unit}
      objection={value => (value >= min && value <= max ? undefined : `${title} goes from ${min} to ${max}.`)}
      onChange={value => setParameter(name, value)}
    />
  ));
}

function Start(): ReactNode {
  const [x, y] = useExperiment(experiment => experiment.start);
  const steps = useExperiment(experiment => experiment.steps);
  const { least, most } = limits.steps;
  const outside = (value: number): string | undefined =>
    Math.abs(value) <= limits.start ? undefined : `The start lies within ±${limits.start.toLocaleString('en-US')}.`;
  return (
    <>
      <h2>Start</h2>
      <div className="pair">
        <NumberControl label="x" value={x} objection={outside} onChange={value => setStart([value, y], 'start x')} />
        <NumberControl label="y" value={y} objection={outside} onChange={value => setStart([x, value], 'start y')} />
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
