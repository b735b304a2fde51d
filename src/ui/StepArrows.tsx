import type { ReactNode } from 'react';
import { vectorAt, type Trace } from '../experiment/trace.ts';
import type { Frame } from '../plots/frame.ts';
import {
  boxAround,
  boxesAlong,
  boxOf,
  clearSpot,
  isWithin,
  spotsAlong,
  spotsBeside,
  type Box,
  type Spot,
} from '../plots/labels.ts';
import { arrowHead, shortened } from '../plots/marks.ts';
import { stepArrows, sutskeverIterate, type Arrow } from '../plots/trails.ts';
import { light } from '../store/view.ts';
import { useLabelSize } from './useStageWords.ts';

const titles: Readonly<Record<Arrow['part'], string>> = {
  momentum_term: 'momentum · velocity',
  gradient_term: '−learning_rate · g',
  sum: '',
};
/** Pixels above the level of the step, where all lie in one line. */
const lifts: Readonly<Record<Arrow['part'], number>> = { sum: 0, momentum_term: 16, gradient_term: 38 };
const POINT = 9; // pixels that the run’s point takes
const BESIDE = 8; // pixels between an arrow and its words
const LABELLED = 34; // pixels; shorter arrows go without words
const THETA = 'θ';

type Point = readonly [number, number];

/** An arrow in pixels, from tip to tail. */
interface Drawn {
  readonly part: Arrow['part'];
  readonly from: Point;
  readonly to: Point;
}

interface Props {
  readonly trace: Trace;
  readonly frame: Frame;
  readonly step: number;
  /** What words must not cover. */
  readonly taken: readonly Box[];
}

/** What the step did to the selected run, tip to tail, and θ behind the stored w. */
export function StepArrows({ trace, frame, step, taken }: Props): ReactNode {
  const size = useLabelSize();
  const theta = sutskeverIterate(trace, step);
  const arrows = stepArrows(trace, step);
  const here = vectorAt(trace, step, '');
  const foot = arrows[0]?.from[0] ?? 0;
  const drawn = arrows.flatMap(arrow => drawnIn(frame.level?.(foot, lifts[arrow.part]) ?? frame, arrow));
  const ring = theta && frame.toPixel(...theta);
  const shafts = drawn.flatMap(({ from, to }) => boxesAlong(from, to));
  const covered = [...taken, ...shafts, ...(ring ? [boxAround(ring, 7)] : [])];
  const placed: ReactNode[] = [];
  const label = (part: string, text: string, spots: readonly Spot[]): void => {
    const spot = clearSpot(text, spots, size, covered, frame);
    const box = boxOf(text, spot, size);
    if (!isWithin(box, frame)) return; // the arrow is hardly in the picture
    covered.push(box);
    placed.push(
      <text key={part} className={`part ${part}`} x={spot.x} y={spot.y} dy="0.35em" textAnchor={spot.anchor}>
        {text}
      </text>,
    );
  };
  for (const { part, from, to } of drawn.toReversed())
    if (part !== 'sum' && distance(from, to) > LABELLED)
      label(part, titles[part], spotsAlong(titles[part], from, to, BESIDE, size));
  const near = ring && Math.max(...ring.map(Math.abs)) < 1e5;
  if (near && distance(ring, frame.toPixel(...here)) > 6) label('theta', THETA, spotsBeside(ring, 11, size));
  return (
    <g className="arrows" data-drag>
      {drawn.map(arrow => (
        <ArrowMark key={arrow.part} {...arrow} />
      ))}
      {frame.level && arrows.length > 0 && (
        <Fall from={frame.level(foot, 0).toPixel(...here)} to={frame.toPixel(...here)} />
      )}
      {near && <circle className="theta-ring" cx={ring[0]} cy={ring[1]} r={6} />}
      {placed}
    </g>
  );
}

const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

function drawnIn(frame: Frame, { part, from, to }: Arrow): Drawn[] {
  const a = frame.toPixel(...from);
  const b = shortened(a, frame.toPixel(...to), part === 'momentum_term' ? 0 : POINT);
  const length = distance(a, b);
  return length > 1 && length < 1e5 ? [{ part, from: a, to: b }] : [];
}

function ArrowMark({ part, from, to }: Drawn): ReactNode {
  const size = part === 'sum' ? 16 : 12;
  const neck = shortened(from, to, Math.min(size, distance(from, to) * 0.6) * 0.8);
  return (
    <g className={`arrow part ${part}`} onPointerEnter={() => light(part)} onPointerLeave={() => light(null)}>
      <path className="shaft" d={`M${from[0]} ${from[1]}L${neck[0]} ${neck[1]}`} />
      <path className="head" d={arrowHead(from, to, size)} />
    </g>
  );
}

/** On a curve the step goes level; from its end down (or up) to the curve is no step. */
function Fall({ from, to }: { from: readonly [number, number]; to: readonly [number, number] }): ReactNode {
  return Math.abs(to[1] - from[1]) < 1e5 ? <path className="fall" d={`M${from.join(' ')}L${to.join(' ')}`} /> : null;
}
