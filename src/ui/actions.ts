import { usualCrowd, type Crowd } from '../experiment/crowd.ts';
import { dataObjection, dataSetOf, usualColumns, type DataChoice } from '../experiment/dataChoice.ts';
import { limits, opening, openingOf, type Experiment } from '../experiment/experiment.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import type { Preset } from '../experiment/presets.ts';
import type { GradientSource } from '../optimizers/gradientSource.ts';
import { withOption } from '../optimizers/options.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { OptionValue } from '../optimizers/rules/rule.ts';
import { edit, notify } from '../store/experiment.ts';
import { openAt, seek } from '../store/playback.ts';
import { select, setView } from '../store/view.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import type { TypedFormula } from '../surfaces/typedSurface.ts';

/** Every edit that the page offers, by name. */

const withRun = (experiment: Experiment, i: number, change: (run: OptimizerConfig) => OptimizerConfig): Experiment => ({
  ...experiment,
  runs: experiment.runs.map((run, j) => (j === i ? change(run) : run)),
});

export function setOption(run: number, key: string, value: OptionValue): void {
  edit(
    experiment => withRun(experiment, run, old => ({ ...old, config: withOption(old.config, key, value) })),
    `run ${run} ${key}`,
  );
}

/** Several options at once, as one edit. */
export function setOptions(run: number, options: Readonly<Record<string, OptionValue>>): void {
  edit(experiment => withRun(experiment, run, old => ({ ...old, config: { ...old.config, ...options } })));
}

export function changeRun(run: number, change: (old: OptimizerConfig) => OptimizerConfig): void {
  edit(experiment => withRun(experiment, run, change));
}

export function setParameter(name: string, value: number): void {
  edit(experiment => ({ ...experiment, parameters: { ...experiment.parameters, [name]: value } }), `surface ${name}`);
}

/** Several at once, as when a point is dragged. */
export function setParameters(values: SurfaceParameters, gesture: string): void {
  edit(experiment => ({ ...experiment, parameters: { ...experiment.parameters, ...values } }), gesture);
}

export function setStart(start: Experiment['start'], gesture = 'start'): void {
  const inside = start.map(value => Math.max(-limits.start, Math.min(limits.start, value)));
  edit(experiment => ({ ...experiment, start: [inside[0]!, inside[1]!] }), gesture);
}

export function setGradient(change: Partial<GradientSource>): void {
  edit(
    experiment => ({ ...experiment, gradient: { ...experiment.gradient, ...change } }),
    `gradient ${Object.keys(change).join()}`,
  );
}

export function setSteps(steps: number): void {
  edit(experiment => ({ ...experiment, steps }), 'steps');
}

/** A surface with its own start; the runs stay, at a learning rate that suits it. */
export function setSurface(surface: Surface, own: { formula?: TypedFormula; data?: DataChoice } = {}): void {
  edit(experiment => ({
    ...openingOf(surface, own.formula),
    ...dataOn(surface, own.data ?? experiment.data),
    steps: experiment.steps,
    gradient: experiment.gradient,
    crowd: experiment.crowd && { ...experiment.crowd, size: usualCrowd(surface).size },
    runs: experiment.runs.map(run => ({
      ...run,
      config: withOption(run.config, 'learning_rate', surface.learningRate),
    })),
  }));
  setView(null);
  seek(0);
  notify([
    `${surface.title} opens at its own start, with learning_rate ${surface.learningRate} for all runs. Undo takes you back.`,
  ]);
}

/** The data that are shown stay, where a surface can be over them, or over other columns of the set. */
function dataOn(surface: Surface, data: DataChoice | undefined): Pick<Experiment, 'data'> {
  if (!surface.samples || !data) return {};
  if (dataObjection(surface, data) === undefined) return { data };
  const other = usualColumns(surface, dataSetOf(data.set)!);
  return other ? { data: other } : {};
}

export function addRun(copyOf: number): void {
  edit(experiment =>
    experiment.runs.length >= limits.runs.most
      ? experiment
      : { ...experiment, runs: [...experiment.runs, experiment.runs[copyOf] ?? experiment.runs[0]!] },
  );
}

export function removeRun(i: number): void {
  edit(experiment =>
    experiment.runs.length <= 1 ? experiment : { ...experiment, runs: experiment.runs.filter((_, j) => j !== i) },
  );
}

export function openPreset({ experiment }: Preset): void {
  edit(() => experiment);
  setView(null);
  select(Math.min(1, experiment.runs.length - 1));
  notify([]);
  openAt(null, experiment.steps);
}

/** Turns the crowd on as usual, or off. */
export function toggleCrowd(): void {
  edit(experiment => ({ ...experiment, crowd: experiment.crowd ? null : usualCrowd(surfaceOf(experiment)) }));
}

export function setCrowd(change: Partial<Crowd>): void {
  const isDragged = 'count' in change || 'size' in change; // the rest is chosen: each choice can be undone by itself
  const gesture = isDragged ? `crowd ${Object.keys(change).join(' ')}` : '';
  edit(
    experiment => (experiment.crowd ? { ...experiment, crowd: { ...experiment.crowd, ...change } } : experiment),
    gesture,
  );
}

export function reset(): void {
  edit(() => opening);
  setView(null);
  notify([]);
}
