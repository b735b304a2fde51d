import type { ReactNode } from 'react';
import { crowdLimits, type Crowd } from '../experiment/crowd.ts';
import type { Frame } from '../plots/frame.ts';
import { setCrowd } from './actions.ts';
import { DragPoint } from './DragPoint.tsx';

type Point = readonly [x: number, y: number];

interface Props {
  readonly crowd: Crowd;
  readonly start: Point;
  readonly frame: Frame;
}

/** The outline in which the crowd starts, and the handle that makes it larger or smaller. */
export function CrowdSize({ crowd, start: [x, y], frame }: Props): ReactNode {
  const { shape, size } = crowd;
  if (shape === 'seeds') return null;
  const right = x + size <= frame.x1 || x - size < frame.x0;
  const handle: Point = [right ? x + size : x - size, y];
  const [px, py] = frame.toPixel(...handle);
  const resize = ([toX, toY]: Point, by: 'drag' | 'keys'): void => {
    const [dx, dy] = [right ? toX - x : x - toX, toY - y];
    const next = by === 'keys' ? dx + dy : extents[shape](dx, dy);
    const { least, most } = crowdLimits.size;
    setCrowd({ size: Math.min(most, Math.max(least, frame.unit ** -1, Number(next.toPrecision(3)))) });
  };
  return (
    <>
      <svg className="crowd-size" width={frame.width} height={frame.height} aria-hidden="true">
        {!frame.level && <path className="outline" d={outlineOf(shape, frame.toPixel(x, y), size * frame.unit)} />}
        <rect x={px - 5} y={py - 5} width={10} height={10} rx={2} />
      </svg>
      <DragPoint
        frame={frame}
        at={handle}
        label={`Size of the crowd ${size}: drag it, or use the arrow keys`}
        onMove={resize}
      />
    </>
  );
}

const radius = (dx: number, dy: number): number => Math.hypot(dx, dy);

/** The size whose outline goes through a point so far from the start. */
const extents: Readonly<Record<Exclude<Crowd['shape'], 'seeds'>, (dx: number, dy: number) => number>> = {
  disk: radius,
  ring: radius,
  cloud: radius,
  grid: (dx, dy) => Math.max(Math.abs(dx), Math.abs(dy)),
  line: dx => Math.abs(dx),
};

function outlineOf(shape: Exclude<Crowd['shape'], 'seeds'>, [x, y]: Point, reach: number): string {
  const [r, d] = [reach.toFixed(1), (2 * reach).toFixed(1)];
  if (shape === 'line') return `M${x - reach} ${y}h${d}`;
  if (shape === 'grid') return `M${x - reach} ${y - reach}h${d}v${d}h-${d}z`;
  return `M${x - reach} ${y}a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 -${d} 0`;
}
