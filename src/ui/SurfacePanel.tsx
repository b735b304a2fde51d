import { lazy, Suspense, type ReactNode } from 'react';
import { surfaceOf } from '../experiment/landscape.ts';
import { useExperiment } from '../store/experiment.ts';
import type { Handle, Surface, SurfaceParameter } from '../surfaces/surface.ts';
import { setParameter } from './actions.ts';
import { GradientNotes } from './GradientNotes.tsx';
import { LossFormula } from './LossFormula.tsx';
import { NumberControl } from './NumberControl.tsx';
import { SurfaceNotes } from './SurfaceNotes.tsx';
import { SurfacePicker } from './SurfacePicker.tsx';

const FormulaBox = lazy(async () => ({ default: (await import('./FormulaBox.tsx')).FormulaBox }));
const TypedSettings = lazy(async () => ({ default: (await import('./TypedSettings.tsx')).TypedSettings }));

/** Which surface it is, its formula and what is known of it, and the numbers that shape it. */
export function SurfacePanel(): ReactNode {
  const surface = useExperiment(surfaceOf);
  const parameters = useExperiment(experiment => experiment.parameters);
  const formula = useExperiment(experiment => experiment.formula);
  return (
    <>
      <SurfacePicker surface={surface} />
      <div className="loss">
        {formula && (
          <Suspense>
            <FormulaBox text={formula.text} />
          </Suspense>
        )}
        <LossFormula surface={surface} />
        {surface.sentence && <p>{surface.sentence}</p>}
        <GradientNotes key={surface.name} surface={surface} />
        <SurfaceNotes surface={surface} parameters={parameters} />
        {!formula && !surface.samples && (
          <button
            type="button"
            className="link"
            onClick={async () => (await import('./formulaActions.ts')).editCopy(surface)}
          >
            Edit a copy
          </button>
        )}
      </div>
      {formula ? (
        <Suspense>
          <TypedSettings surface={surface} />
        </Suspense>
      ) : (
        <Parameters surface={surface} />
      )}
    </>
  );
}

function Parameters({ surface: { parameters, handles = [] } }: { surface: Surface }): ReactNode {
  const named = (name: string): SurfaceParameter => parameters.find(parameter => parameter.name === name)!;
  const placed = new Set(handles.flatMap(({ x, y }) => [x, y]));
  return (
    <>
      {handles.map((handle: Handle) => (
        <div key={handle.title} className="pair placed">
          <span>{handle.title}</span>
          <Parameter parameter={named(handle.x)} label={<InWords of={handle.title}>x</InWords>} bare />
          <Parameter parameter={named(handle.y)} label={<InWords of={handle.title}>y</InWords>} bare />
        </div>
      ))}
      {parameters
        .filter(({ name }) => !placed.has(name))
        .map(parameter => (
          <Parameter key={parameter.name} parameter={parameter} label={parameter.title} />
        ))}
    </>
  );
}

/** A letter that is read with the name of what it belongs to. */
const InWords = ({ of, children }: { of: string; children: string }): ReactNode => (
  <>
    <span className="visually-hidden">{of} </span>
    {children}
  </>
);

interface ParameterProps {
  readonly parameter: SurfaceParameter;
  readonly label: ReactNode;
  /** Without a slider. */
  readonly bare?: boolean;
}

function Parameter({ parameter, label, bare }: ParameterProps): ReactNode {
  const { name, title, min, max, step, unit } = parameter;
  const value = useExperiment(({ parameters }) => parameters[name]!);
  const slider = { min, max, step, scale: 'linear' } as const;
  return (
    <NumberControl
      label={label}
      value={value}
      {...(!bare && { slider })}
      unit={unit}
      objection={next => (next >= min && next <= max ? undefined : `${title} goes from ${min} to ${max}.`)}
      onChange={next => setParameter(name, next)}
    />
  );
}
