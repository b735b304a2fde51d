import type { Experiment } from '../experiment/experiment.ts';
import { asCarriedOut } from '../experiment/gradientSource.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { cellValues, type MapAxes } from '../experiment/mapAxes.ts';
import { withOption } from '../optimizers/options.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { SheetJob } from './sheet.ts';

/** Cells along each side of the map. */
export const MAP_CELLS = 512;
/** Longer runs are followed to here on maps and basins. */
const MOST_STEPS = 1000;

const common = (experiment: Experiment, optimizer: OptimizerConfig): Omit<SheetJob, 'across' | 'up'> => ({
  surface: surfaceOf(experiment),
  parameters: experiment.parameters,
  optimizer: asCarriedOut(experiment, optimizer),
  start: experiment.start,
  steps: Math.min(experiment.steps, MOST_STEPS),
});

/** The runs of the map: the optimizer with both numbers of the axes, from one start. */
export function mapJob(experiment: Experiment, run: OptimizerConfig, { across, up }: MapAxes): SheetJob {
  const columns = cellValues(across, MAP_CELLS);
  const rows = cellValues(up, MAP_CELLS).toReversed(); // the greatest at the top
  // A number inside the axis, so that what 0 would switch off is on: the map is the same wherever the run itself stands.
  const inside = [across, up].reduce(
    (config, { key }, i) => withOption(config, key, [columns, rows][i]![MAP_CELLS >> 1]!),
    run.config,
  );
  return {
    ...common(experiment, { ...run, config: inside }),
    across: { name: across.key, values: columns },
    up: { name: up.key, values: rows },
  };
}

/** What a picture shows of the plane. */
export interface Extent {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** The runs of the basins: one from the middle of every cell of a picture, row by row from the top. */
export function basinsJob(
  experiment: Experiment,
  run: OptimizerConfig,
  extent: Extent,
  columns: number,
  rows: number,
): SheetJob {
  const { x0, x1, y0, y1 } = extent;
  const x = Float64Array.from({ length: columns }, (_, i) => x0 + ((x1 - x0) * (i + 0.5)) / columns);
  const y = Float64Array.from({ length: rows }, (_, i) => y1 - ((y1 - y0) * (i + 0.5)) / rows);
  const flat = surfaceOf(experiment).dimensions === 1;
  return {
    ...common({ ...experiment, start: [0, 0] }, run), // every cell has its own
    across: { name: 'x', values: x },
    up: { name: 'y', values: flat ? Float64Array.of(0) : y },
  };
}

/** What a sheet depends on: of two jobs with one key only one need be run. */
export const sheetKey = ({ surface, across, up, ...rest }: SheetJob): string =>
  JSON.stringify([
    surface.formula,
    surface.samples?.key,
    surface.name,
    rest,
    ...[across, up].map(({ name, values }) => [name, values[0], values.at(-1), values.length]),
  ]);

/** The run of one cell. */
export function cellRun({ optimizer, across, up }: SheetJob, column: number, row: number): OptimizerConfig {
  const numbers = { [across.name]: across.values[column]!, [up.name]: up.values[row]! };
  return { ...optimizer, config: { ...optimizer.config, ...numbers } };
}
