import { useMemo, type ReactNode } from 'react';
import type { Crowd } from '../experiment/crowd.ts';
import { crowdScale } from '../experiment/crowdScale.ts';
import { distinct, runTitle, type Experiment } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { useCrowd } from '../store/crowd.ts';
import { useExperiment } from '../store/experiment.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { brief, briefVector } from './numbers.ts';
import { kindColours } from './useCrowdLook.ts';

/** What the crowd's colours mean. */
export function CrowdLegend({ crowd }: { crowd: Crowd }): ReactNode {
  const experiment = useExperiment(value => value);
  if (crowd.colour === 'run' || crowd.colour === 'minimum') return <Kinds crowd={crowd} experiment={experiment} />;
  return <Scale crowd={crowd} experiment={experiment} />;
}

function Scale({ crowd, experiment }: { crowd: Crowd; experiment: Experiment }): ReactNode {
  const { least, most } = useMemo(() => crowdScale(experiment, crowd), [experiment, crowd]);
  return (
    <figure className="crowd-scale" aria-label={`Colours of ${crowd.colour}, on a logarithmic scale`}>
      <div className="ramp" />
      <figcaption>
        <span>{brief(least, 2)}</span>
        <span>{crowd.colour === 'loss' ? 'loss above the minimum' : 'distance a step'}</span>
        <span>{brief(most, 2)}</span>
      </figcaption>
    </figure>
  );
}

const MOST_NAMED = 4;

function Kinds({ crowd, experiment }: { crowd: Crowd; experiment: Experiment }): ReactNode {
  const census = useCrowd(state => state.census);
  const colours = kindColours(crowd, experiment);
  const names = namesOfKinds(crowd, experiment, colours.length);
  const total = census?.reduce((sum, count) => sum + count, 0) ?? 0;
  return (
    <>
      {crowd.colour === 'minimum' && (
        <p className="sentence">
          Share of the crowd that ends at each minimum, at step {experiment.steps.toLocaleString('en-US')}:
        </p>
      )}
      <ul className="crowd-kinds">
        {colours.map((colour, kind) => (
          <li key={kind}>
            <span className="swatch" style={{ background: `var(${colour})` }} />
            <span>{names[kind]}</span>
            {crowd.colour === 'minimum' && census && <span className="share">{percent(census[kind] ?? 0, total)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function namesOfKinds({ colour }: Crowd, experiment: Experiment, kinds: number): string[] {
  if (colour === 'run') return distinct(experiment.runs, runTitle);
  const minima = minimaOf(surfaceOf(experiment), experiment.parameters);
  const named = minima.length <= MOST_NAMED;
  return Array.from({ length: kinds }, (_, kind) => {
    if (kind === kinds - 1) return 'elsewhere, or still moving';
    const { x, y } = minima[kind]!;
    const place = briefVector([Number(x.toPrecision(3)), Number(y.toPrecision(3))]);
    const alike = minima.filter((__, i) => i % (kinds - 1) === kind).length;
    return named || alike === 1 ? place : `${place} and ${alike - 1} more`;
  });
}

/** Of a whole, so that the least is told from none and nearly all from all. */
function percent(count: number, total: number): string {
  if (count === 0 || total === 0) return '0 %';
  const share = (100 * count) / total;
  if (share < 0.1) return '< 0.1 %';
  if (share > 99.9 && count < total) return '> 99.9 %';
  return `${Number(share.toPrecision(share < 10 ? 2 : 3))} %`;
}
