import type { ReactNode } from 'react';
import type { MapAxes } from '../experiment/mapAxes.ts';
import { bowlCurvature, hasLimits } from '../experiment/stability.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { cssColour, onRamp, type Colour } from '../plots/palette.ts';
import { paceColour, type LossScale } from '../plots/sheetColours.ts';
import { useExperiment } from '../store/experiment.ts';
import { endingNames } from './endingWords.ts';
import type { MapColour, MapColours } from './mapColours.ts';
import { brief } from './numbers.ts';

interface Props {
  readonly colour: MapColour;
  readonly onColour: (colour: MapColour) => void;
  readonly colours: MapColours;
  readonly axes: MapAxes;
  readonly run: OptimizerConfig;
}

/** What the colours and the lines of the map mean. */
export function MapLegend({ colour, onColour, colours: { palette, scale }, run }: Props): ReactNode {
  const { diverged, cycling, moving, resting, above } = palette;
  return (
    <div className="map-legend">
      <span className="segments" role="group" aria-label="Colour">
        {(['loss', 'outcome'] as const).map(name => (
          <button key={name} type="button" aria-pressed={colour === name} onClick={() => onColour(name)}>
            {name === 'loss' ? 'Final loss' : 'Outcome'}
          </button>
        ))}
      </span>
      {colour === 'loss' ? (
        <>
          <Ramp colourAt={share => onRamp(palette.ramp, share)} ends={scale ? lossEnds(scale) : ['', '']} />
          <Key
            entries={[
              ['above its start', above],
              ['diverged', diverged],
            ]}
          />
        </>
      ) : (
        <>
          <Ramp colourAt={share => paceColour(palette, 1 - share)} ends={['converged late', 'at once']} />
          <Key
            entries={[
              ['diverged', diverged],
              ...(
                [
                  ['moving', moving],
                  ['cycling', cycling],
                  ['resting', resting],
                ] as const
              ).map(([name, paint]) => [endingNames[name], paint] as const),
            ]}
          />
        </>
      )}
      <LimitNote run={run} />
    </div>
  );
}

const power = (exponent: number): string => (exponent === 0 ? '1' : `1e${String(exponent).replace('-', '−')}`);
const lossEnds = ({ top, bottom, least }: LossScale): readonly [string, string] => {
  const above = least === 0 ? '' : ` ${least < 0 ? '−' : '+'} ${brief(Math.abs(least), 3)}`;
  return [power(top) + above, `≤ ${power(bottom)}${above}`];
};

const STOPS = 12;

function Ramp({ colourAt, ends }: { colourAt: (share: number) => Colour; ends: readonly [string, string] }): ReactNode {
  const stops = Array.from({ length: STOPS }, (_, i) => cssColour(colourAt(i / (STOPS - 1))));
  return (
    <div className="ramp">
      <div style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span>{ends[0]}</span>
      <span>{ends[1]}</span>
    </div>
  );
}

/** Swatches with their names; two colours are stripes. */
export function Key({
  entries,
}: {
  entries: readonly (readonly [name: string, paint: Colour | readonly [Colour, Colour]])[];
}): ReactNode {
  return (
    <ul className="key">
      {entries.map(([name, paint]) => (
        <li key={name}>
          <i style={{ background: background(paint) }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function background(paint: Colour | readonly [Colour, Colour]): string {
  if (typeof paint[0] === 'number') return cssColour(paint as Colour);
  const [a, b] = paint.map(colour => cssColour(colour as Colour));
  return `repeating-linear-gradient(135deg, ${a} 0 3px, ${b} 3px 6px)`;
}

function LimitNote({ run }: { run: OptimizerConfig }): ReactNode {
  const experiment = useExperiment(value => value);
  const curvature = hasLimits(run) ? bowlCurvature(experiment) : undefined;
  if (curvature === undefined) return null;
  return (
    <p>
      Lines: where momentum (right) and Nesterov (left) cease to be stable on this bowl. α is learning_rate, β momentum,
      λ = {brief(curvature, 4)} its greatest curvature.
    </p>
  );
}
