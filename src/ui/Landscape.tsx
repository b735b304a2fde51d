import type { ReactNode } from 'react';
import { limits } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { sameExpression, type Expression } from '../formula/expression.ts';
import { useExperiment } from '../store/experiment.ts';
import { surfaces } from '../surfaces/index.ts';
import { parseLoss } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { setParameter, setStart, setSteps, setSurface } from './actions.ts';
import { Formula, Name } from './Formula.tsx';
import { NumberControl } from './NumberControl.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** The surface, its parameters, the start and the length of the run. */
export function Landscape(): ReactNode {
  const surface = useExperiment(surfaceOf);
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
      <Formula head={<Name>f</Name>} expression={typeset(loss)} />
      {definitions.map(({ name, expression }) => (
        <div key={name} className="definition">
          <Formula head={<Name>{name}</Name>} expression={typeset(expression)} />
        </div>
      ))}
      <p>{surface.sentence}</p>
    </div>
  );
}

/** For the eye: cos(rotation · π/180) as cos φ, and a factor that stands twice as its square. */
function typeset(expression: Expression): Expression {
  if (expression.kind !== 'call') return expression;
  const { fn, at } = expression;
  const [first, second] = expression.args as [Expression, Expression | undefined];
  if ((fn === 'cos' || fn === 'sin') && first.kind === 'call' && first.fn === 'div')
    return { ...expression, args: [{ kind: 'name', name: 'rotation', at }] };
  if (fn === 'mul' && first.kind === 'call' && first.fn === 'mul' && sameExpression(first.args[1]!, second!))
    return { ...first, args: [first.args[0]!, { kind: 'call', fn: 'pow', args: [second!, two], at }] };
  return { ...expression, args: expression.args.map(typeset) };
}

const two: Expression = { kind: 'number', value: 2, at: 0 };

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
