import { useMemo, type ReactNode } from 'react';
import { inUnits } from '../data/samples.ts';
import { dataSetOf, samplesOfChoice } from '../experiment/dataChoice.ts';
import { runsOf } from '../experiment/gradientSource.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { columnOf } from '../experiment/trace.ts';
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
  const lineOf = (run: number): Predict => {
    const trace = traces[run]!;
    const row = Math.min(step, trace.steps);
    const [x, y] = [columnOf(trace, 'x')[row]!, columnOf(trace, 'y')[row]!];
    return inUnits(samples, predict(x, y));
  };
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
      residuals={!target.classes}
      chance={surfaceOf(experiment).classes === true}
    />
  );
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
