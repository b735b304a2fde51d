import { useCallback, useMemo, type ReactNode } from 'react';
import { inUnits } from '../data/samples.ts';
import { dataSetOf, samplesOfChoice } from '../experiment/dataChoice.ts';
import { runsOf } from '../experiment/gradientSource.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { columnOf, type Trace } from '../experiment/trace.ts';
import { batchSamples } from '../simulation/batch.ts';
import type { Result } from '../simulation/results.ts';
import { useResult } from '../store/engine.ts';
import { usePlayback } from '../store/playback.ts';
import { useView } from '../store/view.ts';
import { predictor } from '../surfaces/predictor.ts';
import { DataPlot, type Predict } from './DataPlot.tsx';

/** The samples, the line of every run where the cursor is, and the batch that its step saw; nothing where there are no data. */
export function DataFigure(): ReactNode {
  const result = useResult();
  return result?.experiment.data ? <Fitted result={result} /> : null;
}

function Fitted({ result }: { result: Result }): ReactNode {
  const { experiment, traces } = result;
  const step = usePlayback(state => state.step);
  const selected = Math.min(
    useView(state => state.selected),
    traces.length - 1,
  );
  const samples = useMemo(() => samplesOfChoice(experiment.data!), [experiment.data]);
  const predict = useMemo(() => predictor(surfaceOf(experiment)), [experiment]);
  const lineAt = useCallback(
    (trace: Trace, at: number): Predict => {
      const row = Math.min(at, trace.steps);
      const [x, y] = [columnOf(trace, 'x')[row]!, columnOf(trace, 'y')[row]!];
      return inUnits(samples, predict(x, y));
    },
    [samples, predict],
  );
  const lineOf = (run: number): Predict => lineAt(traces[run]!, step);
  // The picture holds where the lines begin and end, and stands still while they move.
  const predicted = useMemo(() => {
    const lines = traces.flatMap(trace => [lineAt(trace, 0), lineAt(trace, trace.steps)]);
    return lines.flatMap(line => placesAmong(samples.input.values).map(line));
  }, [traces, samples, lineAt]);
  const batch = batchOf(result, selected, step, samples.u.values.length);
  const { input, target } = samples;
  const named = ({ name, unit }: typeof input): string => (unit === undefined ? name : `${name}, ${unit}`);
  return (
    <DataPlot
      name={dataSetOf(experiment.data!.set)!.name}
      u={input.values}
      t={target.values}
      uName={named(input)}
      tName={named(target)}
      prediction={lineOf(selected)}
      run={selected}
      others={traces.flatMap((_, run) => (run === selected ? [] : [{ run, prediction: lineOf(run) }]))}
      {...(batch && { batch })}
      {...(target.classes && { classes: target.classes })}
      predicted={predicted}
      residuals={!target.classes}
      chance={surfaceOf(experiment).classes === true}
    />
  );
}

const PLACES = 12;

/** Evenly from the least of them to the most. */
function placesAmong(values: readonly number[]): number[] {
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  return Array.from({ length: PLACES + 1 }, (_, i) => least + ((most - least) * i) / PLACES);
}

/** What the selected run's call saw that led to the step; undefined where it saw all, or none was made. */
function batchOf({ experiment }: Result, run: number, step: number, count: number): number[] | undefined {
  const { source } = runsOf(experiment)[run]!;
  if (source?.batch == null || step === 0) return undefined;
  const replicas = Array.from({ length: source.replicas }, (_, replica) => replica);
  return replicas.flatMap(replica =>
    batchSamples(count, source, { seed: source.seed, particle: 0, call: step, replica }),
  );
}
