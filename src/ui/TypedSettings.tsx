import type { ReactNode } from 'react';
import { useExperiment } from '../store/experiment.ts';
import { useView } from '../store/view.ts';
import type { Surface, SurfaceParameter } from '../surfaces/surface.ts';
import { setDomain, setRange, setTypedParameter, takeView } from './formulaActions.ts';
import { NumberControl } from './NumberControl.tsx';
import { brief } from './numbers.ts';

const MOST = 1e6;
const tooFar = (value: number): string | undefined =>
  Math.abs(value) <= MOST ? undefined : 'Numbers go up to ±1,000,000 here.';

/** A slider for each name of a typed formula, with its range, and the part of the plane that is shown. */
export function TypedSettings({ surface }: { surface: Surface }): ReactNode {
  const values = useExperiment(experiment => experiment.parameters);
  return (
    <>
      {surface.parameters.map(parameter => (
        <Parameter key={parameter.name} parameter={parameter} value={values[parameter.name]!} />
      ))}
      <Domain surface={surface} />
    </>
  );
}

function Parameter({ parameter, value }: { parameter: SurfaceParameter; value: number }): ReactNode {
  const { name, min, max, step } = parameter;
  const end = (which: 0 | 1) => (next: number) => {
    const reason = tooFar(next);
    if (reason) return reason;
    return (which === 0 ? next < max : next > min) ? undefined : 'The lower end is under the upper one.';
  };
  return (
    <div>
      <NumberControl
        label={name}
        value={value}
        slider={{ min, max, step, scale: 'linear' }}
        objection={tooFar}
        onChange={next => setTypedParameter(name, next)}
      />
      <details className="notes">
        <summary>
          {name} from {brief(min)} to {brief(max)}
        </summary>
        <div className="pair">
          <NumberControl label="from" value={min} objection={end(0)} onChange={next => setRange(name, [next, max])} />
          <NumberControl label="to" value={max} objection={end(1)} onChange={next => setRange(name, [min, next])} />
        </div>
      </details>
    </div>
  );
}

function Domain({ surface: { domain, dimensions } }: { surface: Surface }): ReactNode {
  const chosen = useExperiment(({ formula }) => formula?.domain !== undefined);
  const moved = useView(({ view }) => view !== null);
  const axes = dimensions === 1 ? (['x'] as const) : (['x', 'y'] as const);
  const change = (axis: number, end: number, value: number): void => {
    const next = domain.map((range, i) => (i === axis ? range.with(end, value) : range));
    setDomain(next as unknown as Surface['domain']);
  };
  return (
    <details className="notes">
      <summary>
        Shows {axes.map((axis, i) => `${axis} ${domain[i]!.map(value => brief(value)).join(' … ')}`).join(', ')}
        {chosen ? '' : ', found'}
      </summary>
      {axes.map((axis, i) => (
        <div className="pair" key={axis}>
          {domain[i]!.map((value, end) => (
            <NumberControl
              key={end}
              label={`${axis} ${end === 0 ? 'from' : 'to'}`}
              value={value}
              objection={next =>
                tooFar(next) ??
                ((end === 0 ? next < domain[i]![1] : next > domain[i]![0])
                  ? undefined
                  : 'The lower end is under the upper one.')
              }
              onChange={next => change(i, end, next)}
            />
          ))}
        </div>
      ))}
      <div className="row">
        <button type="button" className="link" disabled={!moved} onClick={takeView}>
          Use this view
        </button>
        <button type="button" className="link" disabled={!chosen} onClick={() => setDomain(undefined)}>
          Find it anew
        </button>
      </div>
    </details>
  );
}
