import { useMemo } from 'react';
import { tailsOf, type Crowd } from '../experiment/crowd.ts';
import { crowdScale } from '../experiment/crowdScale.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { colourList, colourTable } from '../plots/colourTable.ts';
import { dotRadius } from '../plots/points.ts';
import { kindsOfMinima } from '../simulation/crowdKinds.ts';
import type { CrowdLook } from '../simulation/painter.ts';
import { useView } from '../store/view.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { useDark } from './useDark.ts';

/** Names in the style sheet: of the scale from least to most, of what is nowhere, and of the kinds. */
const SCALE = ['--crowd-0', '--crowd-1', '--crowd-2', '--crowd-3', '--crowd-4'];
const NOWHERE = '--crowd-nowhere';
const minimumColour = (i: number): string => `--minimum-${i}`;
const runColour = (i: number): string => `--run-${i}`;

/** The style sheet's names of the colours of kinds, in their order. */
export function kindColours({ colour }: Crowd, experiment: Experiment): string[] {
  if (colour === 'run') return experiment.runs.map((_, i) => runColour(i));
  const kinds = kindsOfMinima(minimaOf(surfaceOf(experiment), experiment.parameters).length);
  return Array.from({ length: kinds }, (_, i) => (i < kinds - 1 ? minimumColour(i) : NOWHERE));
}

/** The colours of the theme and the marks' sizes; `density` is cells a pixel. */
export function useCrowdLook(experiment: Experiment, crowd: Crowd, density: number): CrowdLook {
  const projector = useView(state => state.projector);
  const dark = useDark();
  const { surface, parameters, start, runs } = experiment;
  return useMemo(
    () => ({
      colours: coloursOf(experiment, crowd),
      full: Math.max(8, crowd.count / 400) / density ** 2,
      radius: dotRadius(crowd.count) * density * (projector ? 1.5 : 1),
      tails: tailsOf(crowd),
    }),
    // The theme stands in the style sheet, from which the colours are read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [surface, parameters, start, runs, crowd, density, projector, dark],
  );
}

function coloursOf(experiment: Experiment, crowd: Crowd): CrowdLook['colours'] {
  if (crowd.colour === 'run' || crowd.colour === 'minimum')
    return { kinds: colourList(read(kindColours(crowd, experiment))) };
  return { scale: { table: colourTable(read(SCALE)), ...crowdScale(experiment, crowd) } };
}

/** Colours of the style sheet as the theme has them. */
function read(names: readonly string[]): string[] {
  const probe = document.createElement('i');
  document.querySelector('.page')?.append(probe);
  const colours = names.map(name => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return colours;
}
