import type { ReactNode } from 'react';
import { axesOf, type Cloud } from '../experiment/noiseCloud.ts';
import { brief } from './numbers.ts';
import { useClouds } from './useClouds.ts';

const DIGITS = 3;

/** How far the noise has spread the crowd, in numbers beside theory's. */
export function CloudNote(): ReactNode {
  const clouds = useClouds();
  if (!clouds) return null;
  const { measured, theory } = clouds;
  return (
    <p className="cloud-note">
      The crowd’s mean is ({brief(measured.mean[0], DIGITS)}, {brief(measured.mean[1], DIGITS)}), its standard deviation{' '}
      {spread(measured)} its length. The ellipse reaches two standard deviations
      {theory ? `; the dashed one is what theory says it settles at: ${spread(theory)}` : ''}.
    </p>
  );
}

const spread = (cloud: Cloud): string => {
  const { long, short } = axesOf(cloud);
  return `${brief(long, DIGITS)} along and ${brief(short, DIGITS)} across`;
};
