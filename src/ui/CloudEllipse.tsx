import type { ReactNode } from 'react';
import { ellipseOf } from '../plots/ellipse.ts';
import type { Cloud } from '../experiment/noiseCloud.ts';
import type { Frame } from '../plots/frame.ts';
import { useClouds } from './useClouds.ts';

const DEVIATIONS = 2;

/** The crowd's ellipse of two standard deviations, and the one that theory gives, dashed. */
export function CloudEllipse({ frame }: { frame: Frame }): ReactNode {
  const clouds = useClouds();
  if (!clouds || frame.level) return null;
  return (
    <g className="clouds">
      <Outline frame={frame} cloud={clouds.measured} of="measured" />
      {clouds.theory && <Outline frame={frame} cloud={clouds.theory} of="theory" />}
    </g>
  );
}

function Outline({ frame, cloud, of }: { frame: Frame; cloud: Cloud; of: 'measured' | 'theory' }): ReactNode {
  const ellipse = ellipseOf(frame, cloud, DEVIATIONS);
  if (!ellipse) return null;
  const { turn, ...place } = ellipse;
  const transform = `rotate(${turn} ${place.cx} ${place.cy})`;
  return (
    <g transform={transform}>
      <ellipse className="halo" {...place} />
      <ellipse className={of} {...place} />
    </g>
  );
}
