import { useMemo, type ReactNode } from 'react';
import { surfaceOf } from '../experiment/landscape.ts';
import { columnOf, lengthOf, type Trace } from '../experiment/trace.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Series } from '../plots/curves.ts';
import { useResult } from '../store/engine.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { Curve } from './Curve.tsx';

/** SGD's velocity; of other optimizers the move itself, which is of the same kind. */
function velocityOf(trace: Trace, { optimizer, config }: OptimizerConfig): Series {
  if (optimizer === 'SGD') return config.momentum === 0 ? [] : lengthOf(trace, 'update.velocity');
  const [x, y] = [columnOf(trace, 'x'), columnOf(trace, 'y')];
  return x.map((_, k) => (k === 0 ? 0 : Math.hypot(x[k]! - x[k - 1]!, y[k]! - y[k - 1]!)));
}

function rateOf(trace: Trace, { config }: OptimizerConfig): Series {
  const scheduled = columnOf(trace, 'schedule.learning_rate').subarray(1);
  if (trace.columns.includes('schedule.learning_rate')) return scheduled;
  const decayed = columnOf(trace, 'time_decay.learning_rate').subarray(1);
  return trace.columns.includes('time_decay.learning_rate') ? decayed : scheduled.fill(Number(config.learning_rate));
}

/** Loss, gradient, velocity and, where one changes, learning rate over the steps. */
export function Curves(): ReactNode {
  const result = useResult();
  const series = useMemo(() => {
    if (!result) return undefined;
    const { experiment, traces } = result;
    const least = Math.min(...minimaOf(surfaceOf(experiment), experiment.parameters).map(({ loss }) => loss));
    const known = Number.isFinite(least);
    const changes = traces.some(({ columns }) =>
      ['schedule.learning_rate', 'time_decay.learning_rate'].some(name => columns.includes(name)),
    );
    return {
      known,
      loss: traces.map((trace): Series => columnOf(trace, 'loss').map(value => (known ? value - least : value))),
      gradient: traces.map((trace): Series => lengthOf(trace, 'gradient.g').subarray(1)),
      velocity: traces.map((trace, i) => velocityOf(trace, experiment.runs[i]!)),
      rate: changes && traces.map((trace, i) => rateOf(trace, experiment.runs[i]!)),
    };
  }, [result]);
  if (!series) return null;
  const { known, loss, gradient, velocity, rate } = series;
  return (
    <>
      <Curve title="Loss" note={known ? 'above the minimum' : 'f(w)'} series={loss} log={known} first={0} />
      <Curve title="Gradient" note="|g| at each call" series={gradient} log first={1} />
      <Curve title="Velocity" note="|velocity|; of others |Δw|" series={velocity} log={false} first={0} />
      {rate && <Curve title="Learning rate" note="of each call" series={rate} log={false} first={1} />}
    </>
  );
}
