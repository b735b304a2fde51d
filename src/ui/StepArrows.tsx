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
const POINT = 9; // pixels that the run’s point takes
const WORDS = 150; // pixels that the words take
const LABELLED = 34; // pixels; shorter arrows go without words

/** What the step did to the selected run, tip to tail, and θ behind the stored w. */
export function StepArrows({ trace, frame, step }: { trace: Trace; frame: Frame; step: number }): ReactNode {
  const theta = sutskeverIterate(trace, step);
  return (
    <g className="arrows" data-drag>
      {stepArrows(trace, step).map(arrow => (
        <ArrowMark key={arrow.part} arrow={arrow} frame={frame} />
      ))}
      {theta && <Theta at={frame.toPixel(...theta)} from={frame.toPixel(...vectorAt(trace, step, ''))} />}
    </g>
  );
}

function ArrowMark({ arrow: { part, from, to }, frame }: { arrow: Arrow; frame: Frame }): ReactNode {
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
        <text x={mx + (right ? 12 : -12)} y={my} dy="0.35em" textAnchor={right ? 'start' : 'end'}>
          {titles[part]}
        </text>
      )}
    </g>
  );
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
