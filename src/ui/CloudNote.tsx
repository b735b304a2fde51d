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
      Mean ({brief(measured.mean[0])}, {brief(measured.mean[1])}); standard deviation {spread(measured)} along and
      across
      {theory ? `; settled, theory says ${spread(theory)} (dashed)` : ', at two of them the ellipse'}.
    </p>
  );
}

const spread = (cloud: Cloud): string => {
  const { long, short } = axesOf(cloud);
  return `${brief(long)} and ${brief(short)}`;
};
