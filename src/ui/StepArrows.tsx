import type { ReactNode } from 'react';
import { vectorAt, type Trace } from '../experiment/trace.ts';
import type { Frame } from '../plots/frame.ts';
import { arrowHead, shortened } from '../plots/marks.ts';
import { stepArrows, sutskeverIterate, type Arrow } from '../plots/trails.ts';
import { light } from '../store/view.ts';

const titles: Readonly<Record<Arrow['part'], string>> = {
  momentum_term: 'momentum · velocity',
  gradient_term: '−learning_rate · g',
  sum: 'step',
};
/** Pixels above the level of the step, where all lie in one line. */
const lifts: Readonly<Record<Arrow['part'], number>> = { sum: 0, momentum_term: 16, gradient_term: 38 };
const POINT = 9; // pixels that the run’s point takes
const WORDS = 150; // pixels that the words take
const LABELLED = 34; // pixels; shorter arrows go without words

/** What the step did to the selected run, tip to tail, and θ behind the stored w. */
export function StepArrows({ trace, frame, step }: { trace: Trace; frame: Frame; step: number }): ReactNode {
  const theta = sutskeverIterate(trace, step);
  const arrows = stepArrows(trace, step);
  const [x, y] = vectorAt(trace, step, '');
  const foot = arrows[0]?.from[0] ?? 0;
  return (
    <g className="arrows" data-drag>
      {arrows.map(arrow => (
        <ArrowMark
          key={arrow.part}
          arrow={arrow}
          frame={frame.level?.(foot, lifts[arrow.part]) ?? frame}
          level={frame.level !== undefined}
        />
      ))}
      {frame.level && arrows.length > 0 && <Fall from={frame.level(foot, 0).toPixel(x, y)} to={frame.toPixel(x, y)} />}
      {theta && <Theta at={frame.toPixel(...theta)} from={frame.toPixel(...vectorAt(trace, step, ''))} />}
    </g>
  );
}

interface ArrowProps {
  readonly arrow: Arrow;
  readonly frame: Frame;
  /** Whether all arrows lie level, as on a curve: words then stand above them. */
  readonly level: boolean;
}

function ArrowMark({ arrow: { part, from, to }, frame, level }: ArrowProps): ReactNode {
  const a = frame.toPixel(...from);
  const b = shortened(a, frame.toPixel(...to), part === 'momentum_term' ? 0 : POINT);
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (!(length > 1 && length < 1e5)) return null;
  const size = part === 'sum' ? 16 : 12;
  const head = arrowHead(a, b, size);
  const neck = shortened(a, b, Math.min(size, length * 0.6) * 0.8);
  // Words stand beside the middle of momentum and gradient, on the side away from the sum.
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const right = mx < WORDS || (part === 'gradient_term' && mx < frame.width - WORDS);
  return (
    <g className={`arrow part ${part}`} onPointerEnter={() => light(part)} onPointerLeave={() => light(null)}>
      <path className="shaft" d={`M${a[0]} ${a[1]}L${neck[0]} ${neck[1]}`} />
      <path className="head" d={head} />
      {part !== 'sum' && length > LABELLED && (
        <text
          x={level ? mx : mx + (right ? 12 : -12)}
          y={level ? my - 11 : my}
          dy="0.35em"
          textAnchor={level ? 'middle' : right ? 'start' : 'end'}
        >
          {titles[part]}
        </text>
      )}
    </g>
  );
}

/** On a curve the step goes level; from its end down (or up) to the curve is no step. */
function Fall({ from, to }: { from: readonly [number, number]; to: readonly [number, number] }): ReactNode {
  return Math.abs(to[1] - from[1]) < 1e5 ? <path className="fall" d={`M${from.join(' ')}L${to.join(' ')}`} /> : null;
}

function Theta({ at: [x, y], from }: { at: readonly [number, number]; from: readonly [number, number] }): ReactNode {
  if (!(Math.abs(x) < 1e5 && Math.abs(y) < 1e5)) return null;
  const far = Math.hypot(x - from[0], y - from[1]) > 6;
  const left = from[0] >= x;
  return (
    <g className="theta" transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <circle r={6} />
      {far && (
        <text x={left ? -11 : 11} dy="0.35em" textAnchor={left ? 'end' : 'start'}>
          θ
        </text>
      )}
    </g>
  );
}
