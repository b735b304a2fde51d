import { createElement, useMemo, type PointerEvent, type ReactNode } from 'react';
import { distinct, runTitle } from '../experiment/experiment.ts';
import { runsOf } from '../experiment/gradientSource.ts';
import { breakOf, valueAt, type Trace } from '../experiment/trace.ts';
import type { Expression } from '../formula/expression.ts';
import { parseExpression } from '../formula/parse.ts';
import { scheduleLines } from '../optimizers/learningRate.ts';
import { parseLine } from '../optimizers/lines.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Terms } from '../optimizers/rules/rule.ts';
import { sutskeverIterate } from '../plots/trails.ts';
import { plannedLines } from '../simulation/plan.ts';
import { isOpen, readingOf, recorded, type Moment, type Reading } from '../simulation/readings.ts';
import { useResult } from '../store/engine.ts';
import { usePlayback } from '../store/playback.ts';
import { light, useView } from '../store/view.ts';
import { Formula, highlight, Name, type Dress } from './Formula.tsx';
import { brief, briefVector, shortestFloat32 } from './numbers.ts';

/** The rule of the selected run, line by line, with the numbers of the step under the cursor. */
export function ThisStep(): ReactNode {
  const result = useResult();
  const step = usePlayback(state => state.step);
  const selected = useView(state => state.selected);
  if (!result) return null;
  const i = Math.min(selected, result.traces.length - 1);
  const [run, trace] = [runsOf(result.experiment)[i]!, result.traces[i]!];
  const gone = step > trace.steps;
  const when = gone ? breakOf(trace) : step === 0 ? 'before step 1' : `step ${step}`;
  return (
    <section className="this-step" aria-labelledby="this-step-title">
      <h2 id="this-step-title">
        This step
        <span className="which">
          {distinct(result.experiment.runs, runTitle)[i]}, {when}
        </span>
      </h2>
      <Lines run={run} trace={trace} step={gone ? 0 : step} />
    </section>
  );
}

function Lines({ run, trace, step }: { run: OptimizerConfig; trace: Trace; step: number }): ReactNode {
  const lines = useMemo(() => plannedLines(run), [run]);
  const moment: Moment = { trace, run, lines, step };
  const theta = sutskeverIterate(trace, step);
  const batched = trace.columns.includes(BATCH_LOSS);
  const lightPart = (event: PointerEvent): void =>
    light((event.target as Element).closest('[data-part]')?.getAttribute('data-part') ?? null);
  const shown = lines.map((_, i) => i).filter(i => !lines[i]!.declares);
  return (
    <ol className="lines" onPointerOver={lightPart} onPointerLeave={() => light(null)}>
      <ScheduleLines run={run} trace={trace} step={step} />
      {!lines.some(({ stage, name }) => stage === 'gradient' && name === 'g') && (
        <li className="first">
          <span className="stage-name">{batched ? 'gradient of the batch' : 'gradient'}</span>
          <div className="part gradient_term" data-part="gradient_term">
            <Formula head={<Name>g</Name>} expression={batched ? gradientOfBatch : gradientOfLoss} />
          </div>
          {step > 0 && (
            <div className="numbers part gradient_term">
              = {spell(recorded(trace, step, 'gradient.g'))}
              {batched && `, where its loss is ${brief(valueAt(trace, step, BATCH_LOSS))}`}
            </div>
          )}
        </li>
      )}
      {shown.map((i, place) => (
        <Line key={i} index={i} moment={moment} first={lines[i]!.stage !== lines[shown[place - 1] ?? -1]?.stage} />
      ))}
      {step === 0 && <li className="numbers">Step on (→) to see the first step and its numbers.</li>}
      {theta && (
        <li
          className="look-ahead first"
          title="The iterate of Sutskever’s form: from it, w is the point looked ahead to."
        >
          <span className="stage-name">look-ahead</span>
          <Formula head={<Name>θ</Name>} expression={iterate} />
          <div className="numbers">
            = <strong>{briefVector(theta)}</strong>: w is the point it looks ahead to
          </div>
        </li>
      )}
    </ol>
  );
}

const iterate = parseExpression('w - momentum * velocity');
const gradientOfLoss: Expression = { kind: 'name', name: '∇f(w)', at: 0 };
const gradientOfBatch: Expression = { kind: 'name', name: '∇f_batch(w)', at: 0 };
const BATCH_LOSS = 'gradient.batch_loss';

function ScheduleLines({ run, trace, step }: { run: OptimizerConfig; trace: Trace; step: number }): ReactNode {
  const lines = useMemo(() => scheduleLines(run).map(parseLine), [run]);
  return lines.map(({ name, expression }, i) => (
    <li key={i} className={i === 0 ? 'first' : undefined}>
      {i === 0 && <span className="stage-name">schedule, step {Math.max(0, step - 1)}</span>}
      <Formula head={<Name>{name}</Name>} expression={expression} />
      {step > 0 && i === lines.length - 1 && (
        <div className="numbers">
          <strong>= {brief(valueAt(trace, step, 'schedule.learning_rate'))}</strong>
        </div>
      )}
    </li>
  ));
}

/** One line: its stage, its formula, and the same with every name replaced by what it stood for. */
function Line({ index, moment, first }: { index: number; moment: Moment; first: boolean }): ReactNode {
  const { name, expression, stage, terms } = moment.lines[index]!;
  const open = moment.step === 0 || isOpen(index, moment);
  const marked = highlight(partsOf(terms));
  const substituted: Dress = (part, inner) => {
    if (part.kind !== 'name') return marked(part, inner);
    const reading = readingOf(part.name, index, moment);
    return reading && createElement('mrow', null, numberMath(reading));
  };
  return (
    <li className={`${first ? 'first' : ''} ${open ? '' : 'closed'}`}>
      {first && (
        <span className="stage-name">
          {stage}
          {!open && ': not in this call'}
        </span>
      )}
      <Formula head={<Name>{name}</Name>} expression={expression} dress={marked} />
      {moment.step > 0 && open && (
        <div className="numbers">
          <span className="equals">=</span> <Formula expression={expression} dress={substituted} dots />{' '}
          <strong>= {spell(recorded(moment.trace, moment.step, `${stage}.${name}`))}</strong>
        </div>
      )}
    </li>
  );
}

const spell = (values: Reading): string =>
  values.length === 1 ? brief(values[0]!) : `(${values.map(value => brief(value)).join(', ')})`;

function numberMath(reading: Reading): ReactNode {
  // <mn> for vectors too: beside <mtext> an operator has no room.
  return createElement('mn', null, reading.length === 1 ? compact(reading[0]!) : spell(reading));
}

/** A hyperparameter as it was typed; a computed number in brief. */
const compact = (value: number): string => {
  const text = shortestFloat32(value);
  return text.length > 8 ? brief(value) : text.replace('-', '−');
};

/** The terms as parts of the line's formula: `−(a · b)` stands there as `− a · b`. */
function partsOf(terms: Terms): Record<string, Expression> {
  return Object.fromEntries(
    Object.entries(terms).map(([name, text]) => {
      const term = parseExpression(text as string);
      return [name, term.kind === 'call' && term.fn === 'neg' ? term.args[0]! : term];
    }),
  );
}
