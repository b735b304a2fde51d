import { createElement, useMemo, type PointerEvent, type ReactNode } from 'react';
import { runTitle } from '../experiment/experiment.ts';
import { vectorAt, type Trace } from '../experiment/trace.ts';
import type { Expression } from '../formula/expression.ts';
import { parseExpression } from '../formula/parse.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Terms } from '../optimizers/rules/rule.ts';
import { sutskeverIterate } from '../plots/trails.ts';
import { plannedLines, type PlannedLine } from '../simulation/plan.ts';
import { readingOf, type Reading } from '../simulation/readings.ts';
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
  const [run, trace] = [result.experiment.runs[i]!, result.traces[i]!];
  const shown = step > trace.steps ? null : step;
  return (
    <section className="this-step" aria-labelledby="this-step-title">
      <h2 id="this-step-title">
        This step
        <span className="which">
          {runTitle(run)},{' '}
          {shown === null
            ? `diverged at step ${trace.divergedAt}`
            : shown === 0
              ? 'before the first call'
              : `call ${shown}`}
        </span>
      </h2>
      <Lines run={run} trace={trace} step={shown ?? 0} />
    </section>
  );
}

function Lines({ run, trace, step }: { run: OptimizerConfig; trace: Trace; step: number }): ReactNode {
  const lines = useMemo(() => plannedLines(run), [run]);
  const theta = sutskeverIterate(trace, step);
  const lightPart = (event: PointerEvent): void =>
    light((event.target as Element).closest('[data-part]')?.getAttribute('data-part') ?? null);
  return (
    <ol className="lines" onPointerOver={lightPart} onPointerLeave={() => light(null)}>
      <li>
        <span className="stage-name">gradient</span>
        <div className="part gradient_term" data-part="gradient_term">
          <Formula head={<Name>g</Name>} expression={gradientOfLoss} />
        </div>
        {step > 0 && (
          <div className="numbers part gradient_term">= {briefVector(vectorAt(trace, step, 'gradient.g'))}</div>
        )}
      </li>
      {lines.map((line, i) => (
        <li key={i}>
          {line.stage !== lines[i - 1]?.stage && <span className="stage-name">{line.stage}</span>}
          <Formula
            head={<Name>{line.name}</Name>}
            expression={line.expression}
            dress={highlight(partsOf(line.terms))}
          />
          {step > 0 && <Numbers line={line} index={i} lines={lines} run={run} trace={trace} step={step} />}
        </li>
      ))}
      {theta && (
        <li className="look-ahead" title="The iterate of Sutskever’s form: from it, w is the point looked ahead to.">
          <span className="stage-name">look-ahead</span>
          <Formula head={<Name>θ</Name>} expression={iterate} />
          <div className="numbers">
            = <strong>{briefVector(theta)}</strong>, from which w looks ahead
          </div>
        </li>
      )}
    </ol>
  );
}

const iterate = parseExpression('w - momentum * velocity');
const gradientOfLoss: Expression = { kind: 'name', name: '∇f(w)', at: 0 };

interface NumbersProps {
  readonly line: PlannedLine;
  readonly index: number;
  readonly lines: readonly PlannedLine[];
  readonly run: OptimizerConfig;
  readonly trace: Trace;
  readonly step: number;
}

/** The line with every name replaced by what it stood for, and the result. */
function Numbers({ line, index, lines, run, trace, step }: NumbersProps): ReactNode {
  const marked = highlight(partsOf(line.terms));
  const substituted: Dress = (part, inner) => {
    if (part.kind !== 'name') return marked(part, inner);
    const reading = readingOf(part.name, index, step, lines, trace, run);
    return reading === undefined ? undefined : createElement('mrow', null, numberMath(reading));
  };
  return (
    <div className="numbers">
      <span className="equals">=</span> <Formula expression={line.expression} dress={substituted} />{' '}
      <strong>= {briefVector(vectorAt(trace, step, `${line.stage}.${line.name}`))}</strong>
    </div>
  );
}

function numberMath(reading: Reading): ReactNode {
  if (typeof reading === 'number') return createElement('mn', null, shortestFloat32(reading));
  return createElement('mtext', null, `(${brief(reading[0])}, ${brief(reading[1])})`);
}

/** The terms as parts of the line's formula: `−(a · b)` stands there as `− a · b`. */
function partsOf(terms: Terms): Record<string, Expression> {
  const parts: Record<string, Expression> = {};
  for (const [name, text] of Object.entries(terms)) {
    const term = parseExpression(text as string);
    parts[name] = term.kind === 'call' && term.fn === 'neg' ? term.args[0]! : term;
  }
  return parts;
}
