import type { ReactNode } from 'react';
import { limits } from '../experiment/experiment.ts';
import { parseAssignment } from '../formula/parse.ts';
import { useExperiment } from '../store/experiment.ts';
import { surfaceNamed, surfaces } from '../surfaces/index.ts';
import { parseLoss } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { setParameter, setStart, setSteps, setSurface } from './actions.ts';
import { Formula, Name } from './Formula.tsx';
import { NumberControl } from './NumberControl.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** The surface, its parameters, the start and the length of the run. */
export function Landscape(): ReactNode {
  const name = useExperiment(experiment => experiment.surface);
  const surface = surfaceNamed(name)!;
  return (
    <>
      <h2>Landscape</h2>
      <div className="cards">
        {surfaces.map(entry => (
          <button
            key={entry.name}
            type="button"
            className="card"
            aria-pressed={entry === surface}
            title={entry.sentence}
            onClick={() => entry !== surface && setSurface(entry)}
          >
            <Thumbnail surface={entry} />
            <span>{entry.title}</span>
          </button>
        ))}
      </div>
      <LossFormula surface={surface} />
      <Parameters surface={surface} />
      <Start />
    </>
  );
}

function LossFormula({ surface }: { surface: Surface }): ReactNode {
  const { definitions, loss } = parseLoss(surface);
  return (
    <div className="loss">
      <Formula head={<Name>f</Name>} expression={loss} />
      {definitions.map(({ name, expression }) => (
        <div key={name} className="definition">
          <Formula head={<Name>{name}</Name>} expression={typeset(expression)} />
        </div>
      ))}
      <p>{surface.sentence}</p>
    </div>
  );
}

/** cos(rotation · π/180) is read as cos φ. */
function typeset(expression: ReturnType<typeof parseAssignment>['expression']): typeof expression {
  if (expression.kind !== 'call') return expression;
  const [angle] = expression.args;
  const isDegrees = (fn: string): boolean => fn === 'cos' || fn === 'sin';
  if (isDegrees(expression.fn) && angle?.kind === 'call' && angle.fn === 'div')
    return { ...expression, args: [{ kind: 'name', name: 'rotation', at: 0 }] };
  return { ...expression, args: expression.args.map(typeset) };
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
            : `A run has ${least} to ${most.toLocaleString('en-US')} steps.`
        }
        onChange={setSteps}
      />
    </>
  );
}
