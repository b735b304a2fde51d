import type { ReactNode } from 'react';
import { axesOf, type Cloud } from '../experiment/noiseCloud.ts';
import { brief } from './numbers.ts';
import { useClouds } from './useClouds.ts';

/** How far the noise has spread the crowd, in numbers beside theory's. */
export function CloudNote(): ReactNode {
  const clouds = useClouds();
  if (!clouds) return null;
  const { measured, theory } = clouds;
  return (
    <p className="cloud-note">
      Its mean is ({brief(measured.mean[0])}, {brief(measured.mean[1])}), its standard deviation {spread(measured)}. The
      ellipse reaches two standard deviations
      {theory ? `; the dashed one is what theory says it settles at: ${spread(theory)}` : ''}.
    </p>
  );
}

const spread = (cloud: Cloud): string => {
  const { long, short } = axesOf(cloud);
  return `${brief(long)} along and ${brief(short)} across`;
};
