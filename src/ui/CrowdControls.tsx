import type { ReactNode } from 'react';
import {
  crowdColours,
  crowdLimits,
  crowdShapes,
  crowdTails,
  MOST_TAILED,
  tailsOf,
  type Crowd,
} from '../experiment/crowd.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { useExperiment } from '../store/experiment.ts';
import { setCrowd } from './actions.ts';
import { Choice } from './Choice.tsx';
import { CrowdLegend } from './CrowdLegend.tsx';
import { CrowdStatus } from './CrowdStatus.tsx';
import { NumberControl } from './NumberControl.tsx';

/** What a crowd is, what its colours mean, and how it stands. */
export function CrowdControls({ crowd }: { crowd: Crowd }): ReactNode {
  const extent = useExperiment(experiment => {
    const [[x0, x1]] = surfaceOf(experiment).domain;
    return x1 - x0;
  });
  const { count, size, seed } = crowdLimits;
  const within =
    (name: string, { least, most }: { least: number; most: number }, whole: boolean) =>
    (value: number) =>
      value >= least && value <= most && (!whole || Number.isInteger(value))
        ? undefined
        : `${name} is a ${whole ? 'whole ' : ''}number from ${least} to ${most.toLocaleString('en-US')}.`;
  return (
    <>
      <NumberControl
        label="count"
        value={crowd.count}
        slider={{ min: 100, max: 1_000_000, scale: 'log' }}
        objection={within('count', count, true)}
        onChange={value => setCrowd({ count: Math.round(value) })}
      />
      <div className="control">
        <span id="crowd-shape">shape</span>
        <Choice of="crowd-shape" choices={crowdShapes} chosen={crowd.shape} onChoose={shape => setCrowd({ shape })}>
          {shape => <ShapeSign shape={shape} />}
        </Choice>
      </div>
      {crowd.shape !== 'seeds' && (
        <NumberControl
          label="size"
          value={crowd.size}
          slider={{ min: extent / 1000, max: extent / 2, scale: 'log' }}
          hint={sizeHints[crowd.shape]}
          objection={within('size', size, false)}
          onChange={value => setCrowd({ size: value })}
        />
      )}
      {crowd.shape === 'seeds' && (
        <p className="sentence">All start at the start; what tells them apart is the noise on their gradients.</p>
      )}
      {crowd.shape === 'cloud' && (
        <NumberControl
          label="seed"
          value={crowd.seed}
          objection={within('seed', seed, true)}
          onChange={value => setCrowd({ seed: value })}
        />
      )}
      <div className="control">
        <span id="crowd-colour">colour</span>
        <Choice
          of="crowd-colour"
          choices={crowdColours}
          chosen={crowd.colour}
          onChoose={colour => setCrowd({ colour })}
        >
          {colour => colour}
        </Choice>
      </div>
      <CrowdLegend crowd={crowd} />
      <div className="control" title="The last steps of each particle, fading behind it">
        <span id="crowd-tails">tails</span>
        <Choice
          of="crowd-tails"
          choices={crowdTails}
          chosen={crowd.tails}
          nameOf={steps => (steps === 0 ? 'off' : `${steps} steps`)}
          onChoose={tails => setCrowd({ tails })}
        >
          {steps => (steps === 0 ? 'off' : steps)}
        </Choice>
      </div>
      {tailsOf(crowd) !== crowd.tails && (
        <p className="sentence">Tails are drawn behind at most {MOST_TAILED.toLocaleString('en-US')} particles.</p>
      )}
      <CrowdStatus crowd={crowd} />
    </>
  );
}

const sizeHints: Readonly<Record<Crowd['shape'], string>> = {
  disk: 'The radius, in units of x and y',
  grid: 'Half a side, in units of x and y',
  ring: 'The radius, in units of x and y',
  line: 'Half the length, in units of x',
  cloud: 'The standard deviation, in units of x and y',
  seeds: '',
};

const dots = (places: readonly (readonly [number, number])[]): string =>
  places.map(([x, y]) => `M${x} ${y}h0`).join('');
const around = (count: number, radius: number): (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * (i + 0.25)) / count;
    return [8 + radius * Math.cos(angle), 8 + radius * Math.sin(angle)] as const;
  });
const signs: Readonly<Record<Crowd['shape'], string>> = {
  disk: dots([[8, 8], ...around(5, 3), ...around(9, 5.8)]),
  grid: dots([3, 6.3, 9.7, 13].flatMap(x => [3, 6.3, 9.7, 13].map(y => [x, y] as const))),
  ring: dots(around(11, 5.6)),
  line: dots([2, 5, 8, 11, 14].map(x => [x, 8] as const)),
  cloud: dots([
    [8, 8],
    [6.4, 7],
    [9.3, 6.9],
    [7, 9.5],
    [9.6, 9.2],
    [4, 9.5],
    [12, 6.5],
    [7.5, 4.4],
    [8.6, 12.4],
    [13.5, 11],
    [3, 4.5],
  ]),
  seeds: 'M8 8h0M8 8l-4-4M8 8l5-3M8 8l4 5M8 8l-5 3',
};

function ShapeSign({ shape }: { shape: Crowd['shape'] }): ReactNode {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={signs[shape]} />
    </svg>
  );
}
